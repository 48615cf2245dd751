package dev.dunlin.coordinator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Reply.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was replied to whom; no command gets two first or two final replies. */
public final class Replies {

    private final Map<String, List<Status>> given = new LinkedHashMap<>();
    private final List<Reply> all = new ArrayList<>();

    /** Takes replies as they are given. */
    public void hear(List<Reply> replies) {
        all.addAll(replies);
        for (Reply reply : replies) {
            if (!reply.repeated()) {
                List<Status> before =
                        given.computeIfAbsent(reply.commandId(), _ -> new ArrayList<>());
                assertThat(before).as("replies before %s", reply).noneMatch(Status::last);
                assertThat(reply.status().first()).as("%s", reply).isEqualTo(before.isEmpty());
                before.add(reply.status());
            }
        }
    }

    /** Statuses a command got for the first time, in order. */
    public List<Status> of(String command) {
        return given.getOrDefault(command, List.of());
    }

    /** Everything that was said, also again. */
    public List<Reply> all() {
        return List.copyOf(all);
    }

    /** Every command has its last reply. */
    public void assertSettled() {
        assertThat(given).allSatisfy((_, statuses) -> assertThat(statuses).anyMatch(Status::last));
    }
}
