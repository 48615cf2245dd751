package dev.dunlin.cdc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a batch back as text, from the description of the format alone. */
final class BatchText {

    static final int BEGINS_INSIDE = 1;
    static final int ENDS_INSIDE = 2;

    final int flags;
    final int piece;
    final int pieces;
    final long epoch;
    final long sequence;
    final long previousEnd;
    final long end;
    final int changes;
    final List<String> entries = new ArrayList<>();
    private final Map<Integer, String> relations = new HashMap<>();
    private final ByteBuffer in;

    BatchText(byte[] record) {
        in = ByteBuffer.wrap(record);
        if (in.get() != 1) {
            throw new IllegalArgumentException("version");
        }
        flags = in.get();
        piece = in.getShort();
        pieces = in.getShort();
        epoch = in.getLong();
        sequence = in.getLong();
        previousEnd = in.getLong();
        end = in.getLong();
        changes = in.getInt();
        while (pieces == 1 && in.hasRemaining()) {
            entry((char) in.get());
        }
    }

    private void entry(char type) {
        switch (type) {
            case 'B' -> {
                in.position(in.position() + 8 + 8 + 4);
                entries.add("B");
            }
            case 'C' -> {
                in.getLong();
                entries.add("C");
            }
            case 'R' -> {
                int index = in.getShort();
                in.getInt();
                relation(index);
            }
            case 'I', 'U', 'D', 'E' -> entries.add(type + " " + name() + " " + tuple());
            case 'K', 'O' -> entries.add(type + " " + name() + " " + tuple() + " -> " + tuple());
            case 'T' -> {
                StringBuilder text = new StringBuilder("T " + in.get());
                for (int count = in.getShort(); count > 0; count--) {
                    text.append(' ').append(name());
                }
                entries.add(text.toString());
            }
            case 'M' -> entries.add("M " + in.get() + " " + in.getInt());
            default -> throw new IllegalArgumentException("entry " + type);
        }
    }

    private void relation(int index) {
        String name = string() + "." + string();
        StringBuilder text = new StringBuilder("R " + name + " " + (char) in.get());
        for (int count = in.getShort(); count > 0; count--) {
            text.append(in.get() == 1 ? " *" : " ").append(string()).append(':').append(string());
        }
        entries.add(text.toString());
        relations.put(index, name);
    }

    private String name() {
        return relations.getOrDefault((int) in.getShort(), "?");
    }

    private String tuple() {
        List<String> values = new ArrayList<>();
        for (int count = in.getShort(); count > 0; count--) {
            char kind = (char) in.get();
            values.add(kind == 't' ? text(in.getInt()) : kind == 'n' ? "∅" : "=");
        }
        return "(" + String.join("|", values) + ")";
    }

    private String string() {
        return text(in.getShort());
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
