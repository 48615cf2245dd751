package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How an online migration follows and cuts over.
 *
 * @param trigger who says when to cut over
 * @param cutover the terms of a cutover that nobody gave others
 * @param gates where it waits for a {@link GateDecision}
 */
public record OnlineSettings(
        Trigger trigger, CutoverTerms cutover, SlotLimits slot, @Otherwise("[]") List<Gate> gates) {

    public static final OnlineSettings DEFAULT =
            new OnlineSettings(
                    Trigger.WAIT, CutoverTerms.DEFAULT, new SlotLimits(0, SlotPolicy.WARN));

    public OnlineSettings {
        gates = List.copyOf(gates);
    }

    /** Without gates. */
    public OnlineSettings(Trigger trigger, CutoverTerms cutover, SlotLimits slot) {
        this(trigger, cutover, slot, List.of());
    }

    /** A place where somebody outside decides whether it goes on. */
    public enum Gate {
        /** Ready, and not fenced yet. */
        @JsonProperty("before-cutover")
        BEFORE_CUTOVER
    }

    /** Who says when to cut over. */
    public enum Trigger {
        /** A user does. */
        @JsonProperty("wait")
        WAIT,
        /** The first moment at which the migration is ready. */
        @JsonProperty("auto")
        AUTO
    }

    /** How writes to the source end. */
    public enum Fence {
        /** The user stopped them; Dunlin proves it. */
        @JsonProperty("manual")
        MANUAL,
        /** Dunlin makes the database read-only and ends its sessions. */
        @JsonProperty("read-only")
        READ_ONLY
    }

    /** What happens when the slot holds back more WAL than allowed. */
    public enum SlotPolicy {
        @JsonProperty("warn")
        WARN,
        /** No more chunks are read until the slot is within its limit. */
        @JsonProperty("throttle")
        THROTTLE,
        /** The migration stops and drops the slot, so that the source is safe. */
        @JsonProperty("stop")
        STOP
    }

    /**
     * Terms of one cutover.
     *
     * @param maxLagSeconds a cutover is refused while the lag is above
     * @param timeoutSeconds a cutover that did not switch by then is withdrawn
     */
    public record CutoverTerms(
            @Otherwise("10") int maxLagSeconds,
            @Otherwise("\"manual\"") Fence fence,
            @Otherwise("600") int timeoutSeconds) {

        public static final CutoverTerms DEFAULT = new CutoverTerms(10, Fence.MANUAL, 600);
    }

    /**
     * Limits of the replication slot.
     *
     * @param maxRetainedBytes WAL the slot may hold back; 0 for no limit
     */
    public record SlotLimits(long maxRetainedBytes, SlotPolicy policy) {}
}
