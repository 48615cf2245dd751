package dev.dunlin.protocol;

import java.util.List;

/**
 * A role of the source that owns something that moves or is granted something. Passwords are never
 * read.
 *
 * @param memberOf roles of the same list it is a member of
 * @param withheld attributes it has on the source that no migration gives, such as {@code
 *     SUPERUSER}
 */
public record RoleFacts(
        String name, boolean login, boolean inherit, List<String> memberOf, List<String> withheld) {

    public RoleFacts {
        memberOf = List.copyOf(memberOf);
        withheld = List.copyOf(withheld);
    }
}
