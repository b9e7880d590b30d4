"""The loop of most home-made averages: the codes of Pillow's pictures added in float32, divided by their number.

It averages codes as they are, not light. Usage: average_numpy.py LIST OUT
"""

import sys

import numpy
from PIL import Image

with open(sys.argv[1], encoding="utf-8") as names:
    frames = names.read().splitlines()
total = numpy.asarray(Image.open(frames[0]).convert("RGB")).astype(numpy.float32)
for name in frames[1:]:
    total += numpy.asarray(Image.open(name).convert("RGB"))
Image.fromarray((total / len(frames)).round().astype(numpy.uint8)).save(sys.argv[2])
