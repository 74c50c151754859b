"""Takes TensorFlow's C library and headers out of its wheel: unpack-wheel.py WHEEL FOLDER.

Only the standard library, any Python from 3.8 on. Fills FOLDER/lib and FOLDER/include.
"""
import os
import re
import shutil
import sys
import zipfile

LIBRARY = re.compile(r"tensorflow/(libtensorflow_(?:cc|framework)[.0-9a-z]*)$")
HEADER = re.compile(r"tensorflow/(include/.+[^/])$")


def target(name):
    library = LIBRARY.match(name)
    if library:
        return os.path.join("lib", library.group(1))
    header = HEADER.match(name)
    return header and os.path.normpath(header.group(1))


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            path = target(entry.filename)
            if not path or ".." in path:
                continue
            path = os.path.join(folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(entry) as source, open(path, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


main(*sys.argv[1:])
