package dev.sidereal.studio.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of one start: 192 random bits. Whoever holds it may use the studio.
 *
 * @param secret in the letters of base64url
 */
public record Token(String secret) {

    private static final int BYTES = 24;

    /** A new one. */
    public static Token random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a text is the secret, in a time that does not tell how much of it is right. */
    boolean is(String text) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Hidden: tokens stay out of logs. */
    @Override
    public String toString() {
        return "token";
    }
}
