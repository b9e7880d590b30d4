package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.Point;
import dev.sidereal.align.Registration;
import dev.sidereal.align.Session;
import dev.sidereal.align.Transform;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real sequences against transforms that were found with SEP's stars, triangles and least squares. */
class RealRegistrationTest {

    @Test
    void a_drifting_field_is_registered_to_a_third_of_a_pixel() throws Exception {
        Path folder = RealData.folder("hatp32-fits");
        Session session = session(folder, new ToneCurve.Linear());
        List<String> rows = rows(folder);
        for (int i = 1; i < 8; i++) {
            requireCentre(session, rows.get(i), i, 324.5, 249.5, 0, 0.3);
        }
    }

    @Test
    void a_field_turned_by_seventy_degrees_is_registered() throws Exception {
        Path folder = RealData.folder("seestar-m94-fits");
        Session session = session(folder, new ToneCurve.Linear());
        List<String> rows = rows(folder);
        for (int i = 1; i < 5; i++) {
            requireCentre(session, rows.get(i), i, 539.5, 959.5, 0.5, 0.5);
        }
    }

    /* The corners of the table are those of the inner four fifths of the picture. */
    @Test
    void wide_field_frames_are_registered_by_a_homography() throws Exception {
        Path folder = RealData.folder("widefield-a7m2-jpeg");
        Session session = session(folder, new ToneCurve.Srgb());
        List<String> rows = rows(folder);
        for (int i = 1; i < 4; i++) {
            String[] row = rows.get(i).split(",", -1);
            Transform toFrame = registered(session, i).transform().inverse();
            for (int corner = 0; corner < 4; corner++) {
                double x = corner % 2 == 0 ? 600 : 5400;
                double y = corner < 2 ? 400 : 3600;
                Point at = toFrame.apply(x, y);
                assertThat(at.x() - x).isCloseTo(Double.parseDouble(row[15 + 2 * corner]), within(0.5));
                assertThat(at.y() - y).isCloseTo(Double.parseDouble(row[16 + 2 * corner]), within(0.5));
            }
            requireCentre(session, rows.get(i), i, 2999.5, 1999.5, 0, 0.3);
        }
    }

    /* A camera of 88 degrees that stands still, three times within 107 minutes: K R K^-1, whose trace tells the angle of R. */
    @Test
    void a_wide_sky_that_turned_by_fourteen_degrees_to_both_sides_is_registered_through_its_lens() throws Exception {
        List<Path> files = RealData.files(RealData.folder("meteor-ff-uk001l")).stream()
                .filter(file -> file.toString().endsWith(".fits.gz"))
                .toList();
        Session session = session(FrameFiles.probe(files, 2), new ToneCurve.Linear(), 1);
        double[] seconds = {-3023.14, 0, 3395.946};
        for (int frame = 0; frame < 3; frame += 2) {
            Registration.Registered place = registered(session, frame);
            assertThat(place.stars()).isGreaterThan(20);
            assertThat(place.residualPixels()).isLessThan(1);
            List<Double> m = place.transform().matrix();
            double determinant = m.get(0) * (m.get(4) * m.get(8) - m.get(5) * m.get(7))
                    - m.get(1) * (m.get(3) * m.get(8) - m.get(5) * m.get(6))
                    + m.get(2) * (m.get(3) * m.get(7) - m.get(4) * m.get(6));
            double trace = (m.get(0) + m.get(4) + m.get(8)) / Math.cbrt(determinant);
            double turned = Math.toDegrees(Math.acos((trace - 1) / 2));
            assertThat(turned).isCloseTo(360 / 86_164.0905 * Math.abs(seconds[frame]), within(0.2));
        }
    }

    /* Places of the table are short by some part of a pixel on both sides. */
    private static void requireCentre(
            Session session, String line, int frame, double x, double y, double shorter, double pixels) {
        String[] row = line.split(",", -1);
        double degrees = Double.parseDouble(row[8]);
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        Transform toFrame = registered(session, frame).transform().inverse();
        Point at = toFrame.apply(x, y);
        double dx = Double.parseDouble(row[6]) + shorter * (1 - cos + sin);
        double dy = Double.parseDouble(row[7]) + shorter * (1 - cos - sin);
        assertThat(at.x() - x).isCloseTo(dx, within(pixels));
        assertThat(at.y() - y).isCloseTo(dy, within(pixels));
        assertThat(Math.toDegrees(Math.atan2(toFrame.d(), toFrame.a()))).isCloseTo(degrees, within(0.015));
    }

    private static Registration.Registered registered(Session session, int frame) {
        return (Registration.Registered) session.frames().get(frame).registration();
    }

    private static Session session(Path folder, ToneCurve curve) throws Exception {
        return session(FrameFiles.probe(RealData.files(folder), 2), curve, 0);
    }

    private static Session session(FrameSource source, ToneCurve curve, int reference) throws Exception {
        Night night = Night.of(source.candidates(), Selection.ALL).orElseThrow();
        return Session.of(
                        source,
                        night,
                        curve,
                        Optional.of(night.entries().get(reference).position()),
                        2,
                        (done, total) -> {})
                .orElseThrow();
    }

    private static List<String> rows(Path folder) throws Exception {
        return Files.readAllLines(folder.resolve("expected_registration.csv")).stream()
                .skip(1)
                .toList();
    }
}
