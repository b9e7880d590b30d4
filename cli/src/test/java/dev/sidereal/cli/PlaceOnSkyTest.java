package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The joined picture lies where its reference lies on the sky, as astropy reads both. */
class PlaceOnSkyTest {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;
    private static final DeepSky SESSION =
            DeepSky.of(DeepSkyScene.of(WIDTH, HEIGHT, 3, 4).withStars(80, 2000, 100_000));
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    private static final String ASTROPY = """
            import sys, warnings
            warnings.simplefilter('ignore')
            from astropy.io import fits
            from astropy.wcs import WCS
            light, picture, left, top, turned, side = sys.argv[1], sys.argv[2], *map(float, sys.argv[3:])
            a, b = fits.getheader(light), fits.getheader(picture)
            for x, y in (10, 20), (120, 90), (230, 30), (60, 170):
                v = a['NAXIS2'] - 1 - y if turned else y
                p, q = (x + 0.5) / side - 0.5 - left, (y + 0.5) / side - 0.5 - top
                q = b['NAXIS2'] - 1 - q if turned else q
                print(*WCS(a).all_pix2world(x, v, 0), *WCS(b, naxis=2).all_pix2world(p, q, 0))
            print(b['LIVETIME'], b['EXPTIME'], b['NCOMBINE'], b.get('ROWORDER', '-'), b['OBJECT'])
            """;

    @TempDir
    private Path folder = Path.of("replaced");

    @ParameterizedTest
    @CsvSource({
        "reference, TOP-DOWN, CD, best",
        "union, TOP-DOWN, SIP, best",
        "union, UNSAID, CD, best",
        "intersection, BOTTOM-UP, SIP, best",
        "union, BOTTOM-UP, CROTA, best",
        "union, BOTTOM-UP, PC, best",
        "union, TOP-DOWN, SIP, superpixel",
        "union, BOTTOM-UP, CD, superpixel",
        "union, TOP-DOWN, SIP, 1.5",
        "intersection, BOTTOM-UP, CD, 2",
    })
    void a_star_has_the_same_place_on_the_sky_in_reference_and_picture(
            String canvas, String order, String kind, String pixels) throws Exception {
        String python = python();
        boolean superPixel = pixels.equals("superpixel");
        boolean finer = pixels.matches("[0-9.]+");
        double scale = finer ? Double.parseDouble(pixels) : 1;
        boolean turned = order.equals("BOTTOM-UP");
        for (int light = 0; light < 3; light++) {
            Stream<String> filters = superPixel ? Stream.of("BAYERPAT = 'RGGB    '") : Stream.of();
            Stream<String> rows = order.equals("UNSAID") ? Stream.of() : Stream.of("ROWORDER = '" + order + "'");
            Stream<String> said = Stream.concat(rows, cards(kind));
            write(light, turned, Stream.concat(filters, said).toArray(String[]::new));
        }
        Path picture = folder.resolve("m.fits");
        Shell.Outcome outcome = Shell.run(
                "deepsky",
                folder.resolve("light0.fits"),
                folder.resolve("light1.fits"),
                folder.resolve("light2.fits"),
                "--reference",
                folder.resolve("light0.fits"),
                "--canvas",
                canvas,
                finer ? "--drizzle" : "--debayer",
                pixels,
                "--report",
                folder.resolve("m.html"),
                "-o",
                picture);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        String report = Files.readString(folder.resolve("m.json"));
        List<String> lines = run(
                        python,
                        "-c",
                        ASTROPY,
                        folder.resolve("light0.fits").toString(),
                        picture.toString(),
                        String.valueOf(scale * Double.parseDouble(number(report, "left"))),
                        String.valueOf(scale * Double.parseDouble(number(report, "top"))),
                        turned ? "1" : "0",
                        superPixel ? "2" : String.valueOf(1 / scale))
                .lines()
                .toList();
        assertThat(lines).hasSize(5);
        for (String line : lines.subList(0, 4)) {
            double[] places = Arrays.stream(line.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(places[2]).as(line).isCloseTo(places[0], within(1e-8));
            assertThat(places[3]).as(line).isCloseTo(places[1], within(1e-8));
        }
        assertThat(lines.get(4)).isEqualTo("180.0 60.0 3 " + (order.equals("UNSAID") ? "-" : order) + " M 31");
    }

    private static Stream<String> cards(String kind) {
        Stream<String> common = Stream.of(
                "EXPTIME = 60.0",
                "OBJECT = 'M 31    '",
                "CTYPE1 = 'RA---TAN" + (kind.equals("SIP") ? "-SIP" : "") + "'",
                "CTYPE2 = 'DEC--TAN" + (kind.equals("SIP") ? "-SIP" : "") + "'",
                "CRVAL1 = 10.68",
                "CRVAL2 = 41.27",
                "CRPIX1 = 100.25",
                "CRPIX2 = 70.5");
        Stream<String> matrix = switch (kind) {
            case "CROTA" -> Stream.of("CDELT1 = -0.0011", "CDELT2 = 0.0012", "CROTA2 = 25.0");
            case "PC" ->
                Stream.of(
                        "CDELT1 = -0.0011",
                        "CDELT2 = 0.0012",
                        "PC1_1 = 0.9",
                        "PC1_2 = -0.4",
                        "PC2_1 = 0.45",
                        "PC2_2 = 0.88");
            default -> Stream.of("CD1_1 = -0.001", "CD1_2 = 0.0004", "CD2_1 = 0.00035", "CD2_2 = 0.0011");
        };
        Stream<String> distortion = kind.equals("SIP")
                ? Stream.of(
                        "A_ORDER = 2",
                        "A_2_0 = 1.0E-4",
                        "A_1_1 = -5.0E-5",
                        "A_0_2 = 3.0E-5",
                        "B_ORDER = 2",
                        "B_2_0 = -4.0E-5",
                        "B_1_1 = 6.0E-5",
                        "B_0_2 = 2.0E-5")
                : Stream.of();
        return Stream.of(common, matrix, distortion).flatMap(part -> part);
    }

    private void write(int light, boolean turned, String... cards) throws IOException {
        Raster codes = SESSION.frame(light, SampleType.FLOAT32);
        SmallFits.write(
                folder.resolve("light" + light + ".fits"),
                WIDTH,
                HEIGHT,
                i -> codes.get(i % WIDTH, turned ? HEIGHT - 1 - i / WIDTH : i / WIDTH, 0),
                cards);
    }

    private static String number(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":(-?[0-9]+)").matcher(json);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static String python() {
        return PYTHONS.stream()
                .filter(PlaceOnSkyTest::hasAstropy)
                .findFirst()
                .orElseGet(() -> abort("skipped: places on the sky are read with astropy, which is not installed"));
    }

    private static boolean hasAstropy(String name) {
        try {
            run(name, "-c", "import astropy");
            return true;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(said);
        }
        return said;
    }
}
