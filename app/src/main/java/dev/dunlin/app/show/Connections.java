package dev.dunlin.app.show;

import dev.dunlin.app.show.Listing.Column;
import dev.dunlin.coordinator.rest.ConnectionView;
import java.util.List;

/** Connections as a table. */
public final class Connections {

    private Connections() {}

    /** Where each leads, what a test found last, and who uses it. */
    public static Listing<ConnectionView> listing(Style style) {
        return new Listing<>(
                ConnectionView::name,
                List.of(
                        Column.left("NAME", ConnectionView::name),
                        Column.left("SERVER", view -> view.host() + ":" + view.port()),
                        Column.left("USER", ConnectionView::user),
                        Column.left("DATABASE", ConnectionView::database),
                        Column.left("POOL", ConnectionView::pool),
                        Column.<ConnectionView>left("TLS", ConnectionView::tls).onlyWide(),
                        Column.<ConnectionView>left("PASSWORD", ConnectionView::password)
                                .onlyWide(),
                        Column.left("VERSION", view -> view.lastTest().serverVersion()),
                        Column.<ConnectionView>left("TESTED", view -> view.lastTest().at())
                                .onlyWide(),
                        Column.<ConnectionView>left("TEST", Connections::test)
                                .painted(view -> failed(view) ? style::bad : style::good),
                        Column.left("USED BY", view -> String.join(", ", view.usedBy()))));
    }

    private static boolean failed(ConnectionView view) {
        return !view.lastTest().failure().isEmpty();
    }

    private static String test(ConnectionView view) {
        boolean tested = !view.lastTest().at().isEmpty();
        return failed(view) ? view.lastTest().failure() : tested ? "reached" : "";
    }
}
