"""The same loop with numpy: np.maximum over arrays that Pillow decoded.

Usage: lighten_numpy.py LIST OUT
"""

import sys

import numpy
from PIL import Image

with open(sys.argv[1], encoding="utf-8") as names:
    frames = names.read().splitlines()
trails = numpy.array(Image.open(frames[0]).convert("RGB"))
for name in frames[1:]:
    # Into the running maximum: a fresh array for each frame would only be slower.
    numpy.maximum(trails, numpy.asarray(Image.open(name).convert("RGB")), out=trails)
Image.fromarray(trails).save(sys.argv[2])
