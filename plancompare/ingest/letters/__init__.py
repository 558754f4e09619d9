"""Bytes to letters.

encoding            Unicode, what a file declares, else what its bytes most likely are
inferred_encoding   which old Vietnamese encoding makes words of the bytes
legacy_encodings    TCVN3, VNI, VISCII letter by letter, and the fonts that hold them
misread_letters     valid Unicode that an earlier program made of wrongly read bytes
"""
