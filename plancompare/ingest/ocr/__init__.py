"""Text from images, by Tesseract: pictures here, scanned pages of PDFs from `pdf`.

picture       PNG, JPEG and TIFF files
recognition   one page: how it is shown to Tesseract, and what comes back
page_words    recognised words to lines in reading order
cache         what was recognised, kept in a folder the user names
rereading     a bad text and the image beside it
"""
