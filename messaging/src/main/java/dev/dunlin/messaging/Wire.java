package dev.dunlin.messaging;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.Task;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of every message. Stateless and safe for use by several threads.
 *
 * <p>Reading is tolerant of fields nobody knows, so that processes of neighbouring versions
 * understand each other, and strict about everything else: a message is whole or it is refused.
 * Only fields marked {@link dev.dunlin.protocol.Otherwise} may be left out.
 */
public final class Wire {

    /** The sealed families; their members are told apart by a {@code type} field. */
    private static final List<Class<?>> FAMILIES =
            List.of(
                    Command.class,
                    Task.class,
                    Job.class,
                    Report.class,
                    Progress.class,
                    Position.class,
                    SegmentHeader.class,
                    ChunkRange.class);

    private static final ObjectMapper MAPPER = mapper();

    private Wire() {}

    /** The bytes of a protocol record. */
    public static byte[] encode(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message: " + message.getClass(), e);
        }
    }

    /**
     * The message of these bytes.
     *
     * @throws UndecodableMessageException for null and for anything that is not a whole {@code T}
     */
    public static <T> T decode(byte @Nullable [] bytes, Class<T> type) {
        if (bytes == null) {
            throw new UndecodableMessageException("no " + type.getSimpleName() + ": no bytes");
        }
        try {
            @Nullable T message = MAPPER.readValue(bytes, type);
            if (message == null) {
                throw new UndecodableMessageException("no " + type.getSimpleName() + ": null");
            }
            return message;
        } catch (IOException e) {
            throw new UndecodableMessageException("no " + type.getSimpleName() + ": " + reason(e));
        }
    }

    /** The records of a sealed family, also those of families within it. */
    static Stream<Class<?>> members(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(Wire::members)
                : Stream.of(family);
    }

    static Stream<Class<?>> families() {
        return FAMILIES.stream();
    }

    private static ObjectMapper mapper() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(
                                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .addModule(new OptionalFields())
                        .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
        FAMILIES.stream().flatMap(Wire::members).forEach(mapper::registerSubtypes);
        return mapper;
    }

    /** The first line of what the parser says; its pointer into the source is left out. */
    private static String reason(IOException e) {
        String text =
                e instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : String.valueOf(e.getMessage());
        String line = String.valueOf(text).lines().findFirst().orElse(e.getClass().getSimpleName());
        return line.length() > 300 ? line.substring(0, 300) : line;
    }
}
