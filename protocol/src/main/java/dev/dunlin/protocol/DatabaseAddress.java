package dev.dunlin.protocol;

/** One database of a server. */
public record DatabaseAddress(Endpoint endpoint, String database) {

    @Override
    public String toString() {
        return endpoint + "/" + database;
    }
}
