package dev.dunlin.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The jobs of the partitions owned now. A partition that comes is read from its beginning; nothing
 * of it starts before the last spec that was there is known. A partition that goes has its jobs
 * closed before the group hears that it is free.
 */
final class OwnedJobs implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;
    private final JobTable.Launcher launcher;
    private final Map<TopicPartition, JobTable> tables = new HashMap<>();
    private final Map<TopicPartition, Long> unread = new HashMap<>();

    OwnedJobs(Consumer<byte[], byte[]> consumer, JobTable.Launcher launcher) {
        this.consumer = consumer;
        this.launcher = launcher;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        TopicReader.seekToStart(consumer, partitions);
        unread.putAll(consumer.endOffsets(partitions));
        partitions.forEach(partition -> tables.put(partition, new JobTable(launcher)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        JobTable.close(partitions.stream().map(this::remove).toList());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        JobTable table = tables.get(partition);
        if (table != null) {
            table.take(record);
        }
    }

    /** Starts what is known and not running, in partitions that have been read. */
    void startReady() {
        unread.keySet().retainAll(TopicReader.ahead(consumer, unread).keySet());
        tables.forEach(
                (partition, table) -> {
                    if (!unread.containsKey(partition)) {
                        table.startMissing();
                    }
                });
    }

    void closeAll() {
        JobTable.close(List.copyOf(tables.values()));
        tables.clear();
        unread.clear();
    }

    private JobTable remove(TopicPartition partition) {
        unread.remove(partition);
        JobTable table = tables.remove(partition);
        return table == null ? new JobTable(launcher) : table;
    }
}
