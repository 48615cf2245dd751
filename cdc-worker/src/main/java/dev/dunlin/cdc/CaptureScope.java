package dev.dunlin.cdc;

import dev.dunlin.protocol.CaptureNames;

/**
 * What a run of capture begins with.
 *
 * @param start what the slot has confirmed: changes are sent from there on
 * @param serverVersion {@code server_version_num}
 */
record CaptureScope(CaptureNames names, long start, int serverVersion) {}
