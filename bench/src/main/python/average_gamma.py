"""The same loop in linear light as such scripts have it: a power of 2.2 in float64, and back.

Usage: average_gamma.py LIST OUT
"""

import sys

import numpy
from PIL import Image

with open(sys.argv[1], encoding="utf-8") as names:
    frames = names.read().splitlines()
total = 0
for name in frames:
    total = total + (numpy.asarray(Image.open(name).convert("RGB")).astype(numpy.float64) / 255) ** 2.2
mean = (total / len(frames)) ** (1 / 2.2)
Image.fromarray((255 * mean).round().astype(numpy.uint8)).save(sys.argv[2])
