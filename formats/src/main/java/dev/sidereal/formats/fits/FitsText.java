package dev.sidereal.formats.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text in FITS files, which hold printable ASCII only: other characters, and those that FITS would drop or misread (a
 * backslash, a blank or an ampersand at the end), become {@code \}{@code uXXXX}, as in Java and JSON.
 */
final class FitsText {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]+");

    private FitsText() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLostAtEnd = i == text.length() - 1 && (c == ' ' || c == '&');
            if (c == '\\' || isLostAtEnd || !isPrintable(c)) {
                encoded.append(escape(c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    static String decode(String encoded) {
        return ESCAPE.matcher(encoded)
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16))
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
    }

    /** JSON on one line of ASCII that means the same. */
    static String json(String json) {
        StringBuilder line = new StringBuilder(json.length());
        CONTROL.matcher(json.strip())
                .replaceAll(" ")
                .chars()
                .forEach(c -> line.append(isPrintable((char) c) ? String.valueOf((char) c) : escape((char) c)));
        return line.toString();
    }

    /** Text in lines of at most {@code width} characters, broken at blanks where there are any. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = encode(text);
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int cut = blank > 0 ? blank : width;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(blank > 0 ? cut + 1 : cut);
        }
        lines.add(rest);
        return lines;
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }

    private static String escape(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
