package dev.dunlin.app.show;

import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** The terminal behind this process's standard error, asked through the C library. */
public final class NativeTerminal implements Terminal {

    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final Size FALLBACK = new Size(80, 24);
    private static final long WINDOW_SIZE_LINUX = 0x5413;
    private static final long WINDOW_SIZE_BSD = 0x40087468;

    private final PrintStream stream;
    private final boolean interactive;

    private NativeTerminal(PrintStream stream, boolean interactive) {
        this.stream = stream;
        this.interactive = interactive;
    }

    /** Standard error, which the stream writes to. */
    public static Terminal ofStandardError(PrintStream stream) {
        return new NativeTerminal(stream, isTerminal(STANDARD_ERROR));
    }

    /** Whether standard output leads to a terminal. */
    public static boolean standardOutputIsTerminal() {
        return isTerminal(STANDARD_OUTPUT);
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    /** Asked anew each time, so that a resized window is drawn in its new width. */
    @Override
    public Size size() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(ValueLayout.JAVA_SHORT, 4);
            MethodHandle ioctl =
                    function(
                            "ioctl",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS),
                            Linker.Option.firstVariadicArg(2));
            int result = (int) ioctl.invokeExact(STANDARD_ERROR, windowSizeRequest(), size);
            int rows = Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 1));
            return result == 0 && columns > 0 ? new Size(columns, rows) : FALLBACK;
        } catch (Throwable _) {
            return FALLBACK;
        }
    }

    @Override
    public void write(String text) {
        stream.print(text);
        stream.flush();
    }

    private static boolean isTerminal(int descriptor) {
        try {
            MethodHandle isatty =
                    function(
                            "isatty",
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) isatty.invokeExact(descriptor) == 1;
        } catch (Throwable _) {
            return false;
        }
    }

    @SuppressWarnings("restricted") // the launcher allows native access
    private static MethodHandle function(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().find(name).orElseThrow();
        return linker.downcallHandle(address, descriptor, options);
    }

    private static long windowSizeRequest() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.contains("linux") ? WINDOW_SIZE_LINUX : WINDOW_SIZE_BSD;
    }
}
