"""Which attributes survive de-identification, and which are emptied or get a dummy because they must be there."""

from __future__ import annotations

MR_IMAGES = frozenset({"1.2.840.10008.5.1.4.1.1.4"})

# Type 2 attributes of the objects written here: present, and without a value (action Z of the table).
_EMPTIED = """
StudyDate StudyTime AccessionNumber ReferringPhysicianName PatientName PatientID PatientBirthDate PatientSex StudyID
OperatorsName StructureSetDate StructureSetTime ROIInterpreter PositionReferenceIndicator ContentCreatorName
ContentDescription Laterality ConsultingPhysicianName
"""
EMPTIED = frozenset(_EMPTIED.split())

# Type 1 attributes, or type 2 whose presence tells something harmless (action D).
DUMMIES = {
    "ContentDate": "19000101",
    "ContentTime": "000000",
    "DeviceSerialNumber": "REMOVED",
    "StructureSetLabel": "STRUCTURES",
    "ContentLabel": "SEGMENTS",
    "ROIName": "ROI",
    "SegmentLabel": "Segment",
    "TrackingID": "Segment",
    "ContrastBolusAgent": "CONTRAST AGENT",
}

# None of these is in PS3.15 table E.1-1 with an action other than U (UID: replaced).
_KEPT = """
SpecificCharacterSet BodyPartExamined ImageType SOPClassUID SOPInstanceUID Modality Manufacturer
ManufacturerModelName SoftwareVersions StudyInstanceUID SeriesInstanceUID FrameOfReferenceUID SeriesNumber
InstanceNumber AcquisitionNumber ImagePositionPatient ImageOrientationPatient SliceLocation PatientPosition
SliceThickness SpacingBetweenSlices PixelSpacing ScanningSequence SequenceVariant ScanOptions MRAcquisitionType
RepetitionTime EchoTime InversionTime EchoTrainLength EchoNumbers FlipAngle MagneticFieldStrength ImagingFrequency
ImagedNucleus NumberOfAverages AngioFlag VariableFlipAngleFlag PixelBandwidth PercentSampling
PercentPhaseFieldOfView NumberOfPhaseEncodingSteps InPlanePhaseEncodingDirection AcquisitionMatrix
TemporalPositionIdentifier NumberOfTemporalPositions ImagesInAcquisition SamplesPerPixel PhotometricInterpretation
Rows Columns NumberOfFrames BitsAllocated BitsStored HighBit PixelRepresentation SmallestImagePixelValue
LargestImagePixelValue PixelPaddingValue PixelAspectRatio WindowCenter WindowWidth RescaleIntercept RescaleSlope
RescaleType VOILUTFunction PixelData LossyImageCompression LossyImageCompressionRatio LossyImageCompressionMethod
BurnedInAnnotation ReferencedSOPClassUID ReferencedSOPInstanceUID ReferencedFrameNumber
ReferencedFrameOfReferenceSequence RTReferencedStudySequence RTReferencedSeriesSequence ContourImageSequence
ReferencedImageSequence ReferencedSeriesSequence ReferencedInstanceSequence StructureSetROISequence ROINumber
ReferencedFrameOfReferenceUID ROIGenerationAlgorithm ROIVolume ROIContourSequence ROIDisplayColor
ReferencedROINumber ContourSequence ContourNumber ContourGeometricType NumberOfContourPoints ContourData
RTROIObservationsSequence ObservationNumber RTROIInterpretedType ApprovalStatus SegmentationType SegmentSequence
SegmentNumber SegmentAlgorithmType SegmentAlgorithmName SegmentedPropertyCategoryCodeSequence
SegmentedPropertyTypeCodeSequence AnatomicRegionSequence RecommendedDisplayCIELabValue TrackingUID CodeValue
CodingSchemeDesignator CodingSchemeVersion CodeMeaning SharedFunctionalGroupsSequence
PerFrameFunctionalGroupsSequence PixelMeasuresSequence PlanePositionSequence PlaneOrientationSequence
SegmentIdentificationSequence ReferencedSegmentNumber FrameContentSequence DimensionIndexValues
DerivationImageSequence DerivationCodeSequence SourceImageSequence PurposeOfReferenceCodeSequence
SpatialLocationsPreserved DimensionOrganizationSequence DimensionOrganizationUID DimensionOrganizationType
DimensionIndexSequence DimensionIndexPointer FunctionalGroupPointer
"""
KEPT = frozenset(_KEPT.split())
