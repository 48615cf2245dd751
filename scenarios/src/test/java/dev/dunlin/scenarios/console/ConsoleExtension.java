package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the shared console with nobody signed in. Afterwards the browser must not have
 * complained of anything: no error, no refused script, no file that is missing.
 */
public final class ConsoleExtension
        implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Path LEFT = Path.of("target", "console");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Console.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return Console.shared();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        Browser browser = Console.shared().browser();
        browser.forget();
        browser.complaints();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Browser browser = Console.shared().browser();
        if (test.getExecutionException().isPresent()) {
            browser.leave(LEFT, test.getRequiredTestMethod().getName());
            System.err.println("left in " + LEFT.toAbsolutePath() + "; " + browser.complaints());
            return;
        }
        assertThat(browser.complaints()).as("what the browser complained about").isEmpty();
    }
}
