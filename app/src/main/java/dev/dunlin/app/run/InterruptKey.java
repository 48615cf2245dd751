package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C at a terminal: the first time a question is put and the work goes on, the second time the
 * process ends in order, the third time it is gone.
 */
final class InterruptKey {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptKey.class);

    private final Runnable question;
    private final AtomicInteger pressed = new AtomicInteger();

    private InterruptKey(Runnable question) {
        this.question = question;
    }

    /** From now on the question comes first. Without signals in this JVM nothing changes. */
    static void askFirst(Runnable question) {
        InterruptKey key = new InterruptKey(question);
        try {
            // By name: the compiler warns of every direct use of this package, without remedy.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object pressed =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) ->
                                    switch (method.getName()) {
                                        case "handle" -> key.press();
                                        case "hashCode" -> System.identityHashCode(self);
                                        case "equals" -> false;
                                        default -> "the interrupt key";
                                    });
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, pressed);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("Ctrl-C ends the run without a question", e);
        }
    }

    private String press() {
        switch (pressed.incrementAndGet()) {
            case 1 -> question.run();
            case 2 -> end();
            default -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
        return "";
    }

    /** On another thread: the one of signals is needed for the next one. */
    private static void end() {
        var _ =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> System.exit(ExitCode.INTERRUPTED.number()));
    }
}
