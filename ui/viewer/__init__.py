"""The images: three slice planes and the surfaces, linked at one place in the patient."""
