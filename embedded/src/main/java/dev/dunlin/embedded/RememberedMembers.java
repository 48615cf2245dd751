package dev.dunlin.embedded;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.ShareGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group members a freshly started broker remembers from before. Asked and removed at the
 * coordinator itself: the admin client cannot remove dynamic members of the newer protocols.
 */
final class RememberedMembers {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int LEAVING_EPOCH = -1;
    private static final byte CLASSIC_MEMBER = 0;

    private final GroupCoordinator groups;
    private final LocalRequest self = new LocalRequest();

    RememberedMembers(BrokerServer broker) {
        groups = broker.groupCoordinator();
    }

    void forget() {
        awaitLoaded();
        var known = get(groups.listGroups(self, new ListGroupsRequestData())).groups();
        known.forEach(this::forgetMembersOf);
        LOG.debug("forgot the members of {} groups", known.size());
    }

    private void forgetMembersOf(ListedGroup group) {
        var id = group.groupId();
        switch (group.groupType().toLowerCase(Locale.ROOT)) {
            case "consumer" -> consumers(id);
            case "streams" -> streams(id);
            case "share" -> shares(id);
            default -> classics(id);
        }
    }

    private void classics(String group) {
        for (var described : get(groups.describeGroups(self, List.of(group)))) {
            leave(group, described.members().stream().map(m -> m.memberId()).toList());
        }
    }

    private void leave(String group, List<String> members) {
        var leaving = members.stream().map(m -> new MemberIdentity().setMemberId(m)).toList();
        if (!leaving.isEmpty()) {
            var request = new LeaveGroupRequestData().setGroupId(group).setMembers(leaving);
            get(groups.leaveGroup(self, request));
        }
    }

    private void consumers(String group) {
        for (var described : get(groups.consumerGroupDescribe(self, List.of(group)))) {
            for (var member : described.members()) {
                if (member.memberType() == CLASSIC_MEMBER) {
                    leave(group, List.of(member.memberId()));
                } else {
                    var request =
                            new ConsumerGroupHeartbeatRequestData()
                                    .setGroupId(group)
                                    .setMemberId(member.memberId())
                                    .setMemberEpoch(LEAVING_EPOCH);
                    get(groups.consumerGroupHeartbeat(self, request));
                }
            }
        }
    }

    private void streams(String group) {
        for (var described : get(groups.streamsGroupDescribe(self, List.of(group)))) {
            for (var member : described.members()) {
                var request =
                        new StreamsGroupHeartbeatRequestData()
                                .setGroupId(group)
                                .setMemberId(member.memberId())
                                .setMemberEpoch(LEAVING_EPOCH);
                get(groups.streamsGroupHeartbeat(self, request));
            }
        }
    }

    private void shares(String group) {
        for (var described : get(groups.shareGroupDescribe(self, List.of(group)))) {
            for (var member : described.members()) {
                var request =
                        new ShareGroupHeartbeatRequestData()
                                .setGroupId(group)
                                .setMemberId(member.memberId())
                                .setMemberEpoch(LEAVING_EPOCH);
                get(groups.shareGroupHeartbeat(self, request));
            }
        }
    }

    /** Listing answers "none" while the coordinator loads; a fetch of offsets tells it apart. */
    private void awaitLoaded() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isLoaded()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerException("group coordinator did not load within 30 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private boolean isLoaded() {
        var probe = new OffsetFetchRequestGroup().setGroupId("probe").setTopics(List.of());
        var answer = groups.fetchOffsets(self, probe, false);
        try {
            return answer.get(30, TimeUnit.SECONDS).errorCode() == Errors.NONE.code();
        } catch (ExecutionException _) {
            return false;
        } catch (Exception e) {
            throw new EmbeddedServerException("group coordinator did not load", e);
        }
    }

    private static <T> T get(CompletableFuture<T> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while forgetting group members", e);
        } catch (Exception e) {
            throw new EmbeddedServerException("cannot forget group members", e);
        }
    }
}
