package dev.dunlin.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.dunlin.messaging.ErrorText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** A line of a log whose exceptions say only what they may. */
@NullUnmarked
record RedactedEvent(ILoggingEvent event, IThrowableProxy error, ErrorText text)
        implements ILoggingEvent {

    static RedactedEvent of(ILoggingEvent event, Throwable error) {
        ErrorText text = ErrorText.of(error);
        return new RedactedEvent(event, Redacted.of(event.getThrowableProxy(), text), text);
    }

    @Override
    public IThrowableProxy getThrowableProxy() {
        return error;
    }

    @Override
    public String getFormattedMessage() {
        return text.without(event.getFormattedMessage());
    }

    @Override
    public String getMessage() {
        return text.without(event.getMessage());
    }

    /** As they stand in the formatted message. */
    @Override
    public Object[] getArgumentArray() {
        Object[] arguments = event.getArgumentArray();
        return arguments == null
                ? null
                : Arrays.stream(arguments).map(a -> text.without(Objects.toString(a))).toArray();
    }

    @Override
    public String getThreadName() {
        return event.getThreadName();
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return event.getLoggerContextVO();
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public List<Marker> getMarkerList() {
        return event.getMarkerList();
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return event.getMDCPropertyMap();
    }

    @Override
    @Deprecated
    public Map<String, String> getMdc() {
        return event.getMDCPropertyMap();
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        return event.getKeyValuePairs();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }

    private record Redacted(IThrowableProxy known, ErrorText text) implements IThrowableProxy {

        static IThrowableProxy of(IThrowableProxy error, ErrorText text) {
            return error == null ? null : new Redacted(error, text);
        }

        @Override
        public String getMessage() {
            return known instanceof ThrowableProxy proxy
                    ? text.message(proxy.getThrowable())
                    : text.without(known.getMessage());
        }

        @Override
        public String getClassName() {
            return known.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return known.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return known.getCommonFrames();
        }

        @Override
        public IThrowableProxy getCause() {
            return of(known.getCause(), text);
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(known.getSuppressed())
                    .map(one -> of(one, text))
                    .toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return known.isCyclic();
        }
    }
}
