package dev.sidereal.align;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Resamples a frame onto the pixels of the reference: each is Lanczos-3 interpolated at its own place in the frame, once.
 *
 * <p>{@code out(p) = sum w(q) in(q) / sum w(q)} over the 6x6 samples q around the place of p in the frame, missing samples (NaN and
 * what lies outside) left out. A pixel whose place lies outside the frame, or whose weights add up to less than a half, is NaN: the
 * numbers are the coverage. Surface brightness is kept: a frame of another scale keeps its levels, its star fluxes change by the square
 * of the scale.
 *
 * <p><b>Undershoot.</b> Beside bright stars Lanczos swings below the sky. What is lower than the four samples around the place by
 * more than half the {@code noise} is drawn towards that: u noises below become {@code 1 - 1 / (4 u)}, at most one noise. In
 * noise without stars this touches few pixels, by little; {@code noise} 0 cuts at the lowest of the four.
 *
 * <p>Frames that are turned by little are interpolated along rows first and along columns then ({@link TurnedTile}): the kernel
 * leans, by as much as the frame is turned.
 *
 * <p>Deterministic: tiles do not look at each other; they begin at every {@value #TILE_WIDTH}th column of the picture, by which
 * places are rounded. Cost: 10 ns for a sample, 30 where frames are turned by much or seen through a lens; memory: a tile of the frame for each thread.
 */
public final class Warp {

    static final int TILE_WIDTH = 512;
    private static final int TILE_HEIGHT = 64;
    private static final int HALO = 4;
    /* A tile of the frame larger than this is made in parts. */
    private static final int MOST_SAMPLES = 1 << 20;

    private final Raster frame;
    private final Transform back;
    private final Origins origins;
    private final float noise;
    private final int channels;
    private final int originX;
    private final int originY;
    private final WarpRoom room;
    private final boolean isTurned;
    /* Rows of the frame are read from their end where the canvas runs against them. */
    private final boolean isMirrored;
    private final Transform rising;

    private Warp(Raster frame, Transform transform, double noise, int originX, int originY, WarpRoom room) {
        if (frame.type() != SampleType.FLOAT32) {
            throw new IllegalArgumentException("frame: expected float, found " + frame.type());
        }
        this.frame = frame;
        this.back = transform.inverse();
        this.origins = new Origins(back, frame.shape().width(), frame.shape().height());
        this.noise = (float) noise;
        this.channels = frame.shape().channels();
        this.originX = originX;
        this.originY = originY;
        this.room = room;
        isTurned = TurnedTile.fits(back, frame.shape().width(), frame.shape().height());
        isMirrored = isTurned && back.a() < 0;
        rising = isMirrored
                ? Transform.of(
                                Model.SIMILARITY,
                                List.of(-1.0, 0.0, frame.shape().width() - 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
                                Lens.NONE)
                        .after(back)
                : back;
    }

    /**
     * Resamples a frame, on all processors.
     *
     * @param frame     float, of one or three channels
     * @param transform frame pixels to reference pixels
     * @param noise     standard deviation of a sample of the frame's sky
     * @param into      float, of as many channels; its size is the reference's
     */
    public static void into(Raster frame, Transform transform, double noise, Raster into) {
        Shape canvas = into.shape();
        if (into.type() != SampleType.FLOAT32
                || canvas.channels() != frame.shape().channels()) {
            throw new IllegalArgumentException("picture: expected float of "
                    + frame.shape().channels() + " channels, found " + into.type() + " of " + canvas);
        }
        int bands = (canvas.height() + TILE_HEIGHT - 1) / TILE_HEIGHT;
        IntStream.range(0, bands).parallel().forEach(band -> {
            int first = band * TILE_HEIGHT;
            rows(frame, transform, noise, new Rows(first, Math.min(TILE_HEIGHT, canvas.height() - first)), into);
        });
    }

    /**
     * Resamples some rows of the reference on this thread.
     *
     * @param into a whole picture, of which only these rows are written
     */
    public static void rows(Raster frame, Transform transform, double noise, Rows rows, Raster into) {
        rows(frame, transform, noise, 0, 0, rows, new WarpRoom(), into);
    }

    /**
     * Resamples onto some rows of a picture, on this thread.
     *
     * @param left column of the reference that is the picture's first
     * @param top  row of the reference that is the picture's first
     * @param rows of the picture
     * @param room used again for each call
     * @param into a whole picture, of which only these rows are written
     */
    public static void rows(
            Raster frame, Transform transform, double noise, int left, int top, Rows rows, WarpRoom room, Raster into) {
        Warp warp = new Warp(frame, transform, noise, left, top, room);
        rows.split(TILE_HEIGHT).forEach(band -> warp.rows(band, into));
    }

    private void rows(Rows rows, Raster into) {
        FloatBuffer out = into.bytes(rows).asFloatBuffer();
        int width = into.shape().width();
        Target target = new Target(out, width, rows.first());
        for (int left = 0; left < width; left += TILE_WIDTH) {
            make(new Tile(left, rows.first(), Math.min(TILE_WIDTH, width - left), rows.count()), target);
        }
    }

    private record Tile(int left, int top, int wide, int high) {}

    private record Target(FloatBuffer pixels, int width, int firstRow) {

        void put(Tile tile, int row, float[] line, int channels) {
            pixels.put(((tile.top + row - firstRow) * width + tile.left) * channels, line);
        }
    }

    private void make(Tile tile, Target out) {
        if (back.model() == Model.SHIFT && back.lens().isNone()) {
            shifted(tile, out);
            return;
        }
        if (isTurned) {
            turned(tile, out);
            return;
        }
        float[] line = new float[tile.wide * channels];
        Origins.Box shown = origins.shown(originX + tile.left, originY + tile.top, tile.wide, tile.high);
        if (shown.isEmpty()) {
            nothing(tile, line, out);
            return;
        }
        int fromX = (int) shown.left() - HALO;
        int fromY = (int) shown.top() - HALO;
        int columns = (int) shown.right() + HALO + 1 - fromX;
        int lines = (int) shown.bottom() + HALO + 1 - fromY;
        if ((long) columns * lines * channels > MOST_SAMPLES && tile.wide * tile.high > 1) {
            inParts(tile, out);
            return;
        }
        SourceTile source = new SourceTile(frame, fromX, fromY, columns, lines, noise, false, room);
        SourceTile.Places places = new SourceTile.Places(tile.wide);
        for (int row = 0; row < tile.high; row++) {
            origins.find(originX + tile.left, originY + tile.top + row, tile.wide, places);
            for (int from = 0; from < tile.wide; ) {
                boolean isShown = shown.isWhole() || origins.isShown(places, from);
                int to = shown.isWhole() ? tile.wide : from + 1;
                while (to < tile.wide && origins.isShown(places, to) == isShown) {
                    to++;
                }
                if (isShown) {
                    source.pixels(places, from, to, line);
                } else {
                    Arrays.fill(line, from * channels, to * channels, Float.NaN);
                }
                from = to;
            }
            out.put(tile, row, line, channels);
        }
    }

    private void nothing(Tile tile, float[] line, Target out) {
        Arrays.fill(line, Float.NaN);
        for (int row = 0; row < tile.high; row++) {
            out.put(tile, row, line, channels);
        }
    }

    private void turned(Tile tile, Target out) {
        TurnedTile turned = new TurnedTile(rising, originX + tile.left, originY + tile.top, tile.wide, tile.high, room);
        long samples = (long) turned.columns() * turned.rows() * channels;
        if (samples > MOST_SAMPLES && tile.wide * tile.high > 1) {
            inParts(tile, out);
            return;
        }
        float[] line = new float[tile.wide * channels];
        if (!turned.touches(frame.shape().width(), frame.shape().height())) {
            nothing(tile, line, out);
            return;
        }
        SourceTile source = new SourceTile(
                frame,
                turned.firstColumn(),
                turned.firstRow(),
                turned.columns(),
                turned.rows(),
                noise,
                isMirrored,
                room);
        float[][] along = new float[channels][];
        float[] low = new float[tile.wide];
        float[][] lows = new float[channels][];
        for (int channel = 0; channel < channels; channel++) {
            along[channel] = turned.alongRows(source.plane(channel), channel);
            lows[channel] = source.lows(channel);
        }
        for (int row = 0; row < tile.high; row++) {
            turned.place(row);
            for (int channel = 0; channel < channels; channel++) {
                turned.before(lows[channel], low);
                source.finish(turned, channel, turned.alongColumns(along[channel]), low, line);
            }
            out.put(tile, row, line, channels);
        }
    }

    private void inParts(Tile tile, Target out) {
        /* Whole steps of a lens, so that its places do not depend on parts. */
        int halfWide = Math.max(1, (tile.wide / 2 + Origins.LENS_STEP - 1) / Origins.LENS_STEP * Origins.LENS_STEP);
        int wide = Math.min(halfWide, tile.wide);
        int high = Math.max(1, tile.high / 2);
        for (int y = 0; y < tile.high; y += high) {
            for (int x = 0; x < tile.wide; x += wide) {
                make(
                        new Tile(
                                tile.left + x,
                                tile.top + y,
                                Math.min(wide, tile.wide - x),
                                Math.min(high, tile.high - y)),
                        out);
            }
        }
    }

    /* All pixels lie equally between their samples: by the fraction of the shift alone, whatever the tile. */
    private void shifted(Tile tile, Target out) {
        int wholeX = (int) Math.floor(back.c());
        int wholeY = (int) Math.floor(back.f());
        int across = Lanczos.at(back.c() - wholeX);
        int down = Lanczos.at(back.f() - wholeY);
        int firstX = originX + tile.left + wholeX;
        int from = inside(firstX, back.c() - wholeX, frame.shape().width(), tile.wide, true);
        int to = inside(firstX, back.c() - wholeX, frame.shape().width(), tile.wide, false);
        float[] line = new float[tile.wide * channels];
        int firstY = originY + tile.top + wholeY;
        int top = inside(firstY, back.f() - wholeY, frame.shape().height(), tile.high, true);
        int bottom = inside(firstY, back.f() - wholeY, frame.shape().height(), tile.high, false);
        if (from >= to || top >= bottom) {
            nothing(tile, line, out);
            return;
        }
        SourceTile source = new SourceTile(
                frame,
                firstX + from - HALO,
                firstY + top - HALO,
                to - from + 2 * HALO,
                bottom - top + 2 * HALO,
                noise,
                false,
                room);
        for (int row = 0; row < tile.high; row++) {
            Arrays.fill(line, Float.NaN);
            for (int c = 0; c < channels && row >= top && row < bottom; c++) {
                int here = (row - top + HALO) * source.columns() + HALO;
                source.row(c, here, across, down, line, from * channels + c, channels, to - from);
            }
            out.put(tile, row, line, channels);
        }
    }

    /* The first of some pixels whose place lies within the frame, or the one after the last. */
    private static int inside(int first, double part, int size, int count, boolean isFirst) {
        long low = Math.max(0, -(long) first);
        long high = Math.min(count, (long) size - first - (part > 0 ? 1 : 0));
        return (int) Math.max(0, Math.min(count, isFirst ? low : Math.max(low, high)));
    }
}
