package dev.dunlin.service;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.dunlin.messaging.ErrorText;

/**
 * Stands before every log we write: what exceptions of a database say is left out, since it can
 * hold values of rows ({@link ErrorText}).
 */
public final class RedactingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Appender<ILoggingEvent> log;

    private RedactingAppender(Appender<ILoggingEvent> log) {
        this.log = log;
    }

    /** The started appender before one that is started. */
    public static RedactingAppender before(Appender<ILoggingEvent> log, Context context) {
        RedactingAppender appender = new RedactingAppender(log);
        appender.setContext(context);
        appender.start();
        return appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy error = event.getThrowableProxy();
        log.doAppend(
                error instanceof ThrowableProxy known
                        ? RedactedEvent.of(event, known.getThrowable())
                        : event);
    }

    @Override
    public void stop() {
        super.stop();
        log.stop();
    }
}
