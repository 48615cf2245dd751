package dev.dunlin.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts passwords before they reach a topic and opens them in the process that connects:
 * AES-256-GCM with a fresh nonce each time. All processes of an installation hold the same key.
 * Safe for use by several threads.
 */
public final class SecretSeal {

    /** Length of a key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SecretSeal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * A seal with this key.
     *
     * @param text 32 bytes in Base64
     * @throws IllegalArgumentException when they are not; its message does not repeat them
     */
    public static SecretSeal of(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("the key is not Base64");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the key has " + key.length + " bytes instead of " + KEY_BYTES);
        }
        return new SecretSeal(key);
    }

    /** A new key, in the form that {@link #of} takes. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Encrypts a secret into text that may travel. */
    public String seal(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] hidden =
                    cipher(Cipher.ENCRYPT_MODE, nonce)
                            .doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] whole =
                    ByteBuffer.allocate(nonce.length + hidden.length)
                            .put(nonce)
                            .put(hidden)
                            .array();
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot encrypt with " + CIPHER, e);
        }
    }

    /**
     * The secret that was sealed.
     *
     * @throws IllegalArgumentException when another key sealed it, or it was changed
     */
    public String open(String sealed) {
        try {
            byte[] whole = Base64.getDecoder().decode(sealed);
            if (whole.length <= NONCE_BYTES) {
                throw new IllegalArgumentException("the sealed secret is too short");
            }
            ByteBuffer bytes = ByteBuffer.wrap(whole);
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] hidden = new byte[bytes.remaining()];
            bytes.get(hidden);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, nonce).doFinal(hidden), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException _) {
            throw new IllegalArgumentException("the secret was sealed with another key");
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
