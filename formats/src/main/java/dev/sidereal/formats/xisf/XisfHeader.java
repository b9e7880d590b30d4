package dev.sidereal.formats.xisf;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the XML header of an XISF file says of its first picture.
 *
 * <p>The parser knows no document types and no entities from elsewhere, so that a header can neither grow nor reach out, and
 * gives up on elements nested deeper than {@value #MOST_DEPTH}.
 *
 * @param image      attributes of the element Image
 * @param filters    attributes of its ColorFilterArray; empty: none
 * @param profile    attributes of its ICCProfile; empty: none
 * @param keywords   FITS keywords, without the quotes of texts
 * @param properties values of properties by their id
 */
record XisfHeader(
        Map<String, String> image,
        Map<String, String> filters,
        Map<String, String> profile,
        Map<String, String> keywords,
        Map<String, String> properties) {

    static final String BEGIN = "XISF0100";

    private static final int PREAMBLE_BYTES = 16;
    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_DEPTH = 32;

    /** Reads the header of an open file. */
    static XisfHeader read(FileChannel file) throws IOException {
        ByteBuffer preamble = ByteBuffer.wrap(bytes(file, 0, PREAMBLE_BYTES, "a preamble"));
        long length = preamble.order(ByteOrder.LITTLE_ENDIAN).getInt(BEGIN.length()) & 0xFFFFFFFFL;
        if (length > MOST_BYTES) {
            throw new UnreadableFrameException(
                    "damaged XISF: expected a header of at most " + MOST_BYTES + " bytes, found " + length);
        }
        byte[] xml = bytes(file, PREAMBLE_BYTES, length, "a header");
        try {
            return parse(xml);
        } catch (XMLStreamException | RuntimeException e) {
            throw new UnreadableFrameException(
                    "damaged XISF: expected an XML header, found none that can be read, at byte " + PREAMBLE_BYTES, e);
        }
    }

    /** Bytes of a file, which has to be long enough before memory is taken. */
    static byte[] bytes(FileChannel file, long at, long count, String what) throws IOException {
        if (at < 0 || count < 0 || count > Integer.MAX_VALUE - 8 || count > file.size() - at) {
            throw new UnreadableFrameException("truncated XISF: expected " + what + " of " + count + " bytes, found "
                    + Math.max(0, file.size() - at) + ", at byte " + at);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) count);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {}
        return bytes.array();
    }

    private static XisfHeader parse(byte[] xml) throws XMLStreamException, UnreadableFrameException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(
                new ByteArrayInputStream(xml, 0, end(xml)), StandardCharsets.UTF_8.name());
        XisfHeader header =
                new XisfHeader(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        int depth = 0;
        int imageDepth = 0;
        String property = "";
        for (int event = reader.next(); event != XMLStreamConstants.END_DOCUMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > MOST_DEPTH) {
                        throw new XMLStreamException("too deep");
                    }
                    String name = reader.getLocalName();
                    if (depth == 2 && name.equals("Image") && header.image.isEmpty()) {
                        header.image.putAll(attributes(reader));
                        imageDepth = depth;
                    } else if (depth == 2 || (imageDepth > 0 && depth == imageDepth + 1)) {
                        property = header.add(name, attributes(reader), imageDepth > 0);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    header.append(property, reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    property = "";
                    if (depth == imageDepth) {
                        return header;
                    }
                    depth--;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("expected no document type");
                default -> {}
            }
        }
        throw new UnreadableFrameException("XISF: expected an element Image, found none in the header");
    }

    /* Some programs fill the header up with zeros. */
    private static int end(byte[] xml) {
        int end = xml.length;
        while (end > 0 && xml[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(
                    reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        }
        return attributes;
    }

    /* The id of a property whose value is text between its tags; empty otherwise. */
    private String add(String element, Map<String, String> attributes, boolean isOfImage) {
        switch (element) {
            case "FITSKeyword" ->
                keywords.putIfAbsent(
                        attributes.getOrDefault("name", "").toUpperCase(Locale.ROOT),
                        unquoted(attributes.getOrDefault("value", "")));
            case "ColorFilterArray" -> {
                if (isOfImage) {
                    filters.putAll(attributes);
                }
            }
            case "ICCProfile" -> {
                if (isOfImage) {
                    profile.putAll(attributes);
                }
            }
            case "Property" -> {
                String id = attributes.getOrDefault("id", "");
                String value = attributes.get("value");
                if (value == null) {
                    return attributes.containsKey("location") ? "" : id;
                }
                properties.putIfAbsent(id, value);
            }
            default -> {}
        }
        return "";
    }

    private void append(String property, String text) {
        if (!property.isEmpty()) {
            properties.merge(property, text, String::concat);
        }
    }

    /* 'O''Brien ' is O'Brien. */
    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value;
    }

    /** An attribute of the picture; empty for an empty one. */
    Optional<String> attribute(String name) {
        return Optional.ofNullable(image.get(name)).filter(value -> !value.isEmpty());
    }

    /** A keyword, or the property that says the same. */
    Optional<String> keyword(String name) {
        return Optional.ofNullable(keywords.get(name))
                .or(() -> Optional.ofNullable(
                        switch (name) {
                            case "DATE-OBS" -> properties.get("Observation:Time:Start");
                            case "EXPTIME" -> properties.get("Instrument:ExposureTime");
                            case "INSTRUME" -> properties.get("Instrument:Camera:Name");
                            case "TELESCOP" -> properties.get("Instrument:Telescope:Name");
                            case "GAIN" -> properties.get("Instrument:Camera:Gain");
                            case "ISOSPEED" -> properties.get("Instrument:Camera:ISOSpeed");
                            case "CCD-TEMP" -> properties.get("Instrument:Sensor:Temperature");
                            case "FILTER" -> properties.get("Instrument:Filter:Name");
                            case "SITELAT" -> properties.get("Observation:Location:Latitude");
                            case "SITELONG" -> properties.get("Observation:Location:Longitude");
                            case "SITEELEV" -> properties.get("Observation:Location:Elevation");
                            default -> null;
                        }));
    }
}
