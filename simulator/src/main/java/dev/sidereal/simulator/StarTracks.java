package dev.sidereal.simulator;

import java.io.IOException;
import java.util.List;

/** Where every star was at every moment: circles about the pole, one turn in a sidereal day. */
public final class StarTracks {

    /** Length of a sidereal day, 86164.1 s. */
    public static final double SIDEREAL_DAY = 86_164.1;

    private final Field field;
    private final Cadence cadence;
    private final List<Star> stars;

    StarTracks(Field field, Cadence cadence, List<Star> stars) {
        this.field = field;
        this.cadence = cadence;
        this.stars = stars;
    }

    /** All stars, brightest first. */
    public List<Star> stars() {
        return stars;
    }

    /** Where a star was in the middle of an exposure. */
    public Point at(Star star, int frame) {
        return at(star, cadence.middle(frame));
    }

    /**
     * Where a star was: pole + radius (cos a, -sin a) with a = angle + turn, y down.
     *
     * @param seconds since the start of the night
     */
    public Point at(Star star, double seconds) {
        double angle = star.angle() + turn(seconds);
        return new Point(
                field.pole().x() + star.radius() * StrictMath.cos(angle),
                field.pole().y() - star.radius() * StrictMath.sin(angle));
    }

    /** Angle that the sky has turned, in radians, positive counter-clockwise as seen. */
    public double turn(double seconds) {
        return (field.counterClockwise() ? 2 : -2) * Math.PI * seconds / SIDEREAL_DAY;
    }

    /**
     * Writes one line per star and frame, with a heading: {@code star,magnitude,red,green,blue,frame,x,y}; positions in
     * the middle of the exposure, to a thousandth of a pixel, also outside of the picture; frames from 0.
     */
    public void writeTo(Appendable out) throws IOException {
        out.append("star,magnitude,red,green,blue,frame,x,y\n");
        for (Star star : stars) {
            String head = star.number() + "," + thousandths(star.magnitude()) + "," + thousandths(star.red()) + ","
                    + thousandths(star.green()) + "," + thousandths(star.blue()) + ",";
            for (int frame = 0; frame < cadence.frames(); frame++) {
                Point at = at(star, frame);
                out.append(head + frame + "," + thousandths(at.x()) + "," + thousandths(at.y()) + "\n");
            }
        }
    }

    /* Not String.format: it is slow, and its decimal point is the locale's. */
    static String thousandths(double value) {
        long n = Math.round(Math.abs(value) * 1000);
        String digits = Long.toString(1000 + n % 1000).substring(1);
        return (value < 0 && n != 0 ? "-" : "") + n / 1000 + "." + digits;
    }
}
