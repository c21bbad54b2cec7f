"""The domain: geometry, studies, lesions, reviews, DICOM in and out. No Qt, no signals, no models."""
