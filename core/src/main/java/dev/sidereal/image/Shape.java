package dev.sidereal.image;

/**
 * The size of a picture: {@code width} columns, {@code height} rows, {@code channels} samples per pixel (1 = mono or
 * mosaic, 3 = red, green, blue). Samples are stored row by row, pixel by pixel, channel by channel.
 */
public record Shape(int width, int height, int channels) {

    public Shape {
        if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("shape: expected at least 1x1 pixels of 1 or 3 channels, found " + width
                    + "x" + height + " of " + channels);
        }
    }

    /** Number of pixels, {@code width * height}. */
    public long pixels() {
        return (long) width * height;
    }

    /** Number of samples, {@code width * height * channels}. */
    public long samples() {
        return pixels() * channels;
    }

    /** Samples in one row. */
    public int rowSamples() {
        return Math.multiplyExact(width, channels);
    }

    /** For people: {@code 4256x2832 colour}. */
    @Override
    public String toString() {
        return width + "x" + height + (channels == 1 ? " mono" : " colour");
    }
}
