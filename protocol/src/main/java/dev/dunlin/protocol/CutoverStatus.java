package dev.dunlin.protocol;

import java.util.List;

/**
 * Public view of the cutover.
 *
 * @param underWay whether one was asked for and has neither switched nor ended
 * @param startedAt when the last one was asked for; empty before the first
 * @param terms of the last one
 * @param fenced databases whose source takes no writes because of this migration
 * @param refusal why the last one ended without a switch; empty when none did
 */
public record CutoverStatus(
        boolean underWay,
        String startedAt,
        OnlineSettings.CutoverTerms terms,
        List<String> fenced,
        String refusal) {

    public static final CutoverStatus NONE =
            new CutoverStatus(false, "", OnlineSettings.CutoverTerms.DEFAULT, List.of(), "");

    public CutoverStatus {
        fenced = List.copyOf(fenced);
    }
}
