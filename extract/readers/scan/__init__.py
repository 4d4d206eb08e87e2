"""Page images: letters recognised by Tesseract."""
