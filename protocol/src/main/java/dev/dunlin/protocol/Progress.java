package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Figures that change often and may be lost. Topic {@link Topics#PROGRESS}, key: migration name;
 * the coordinator does not read it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Progress {

    MigrationName migration();

    /** Rows and bytes of a chunk that reached the target so far, not yet committed. */
    @JsonTypeName("chunk-progress")
    record ChunkProgress(MigrationName migration, ChunkId chunk, long rows, long bytes)
            implements Progress {}

    /**
     * How far a task is: items of a restore, blocks of an index build, rows of a digest.
     *
     * @param label what is being worked on, by name
     * @param total 0 when it is not known
     */
    @JsonTypeName("task-progress")
    record TaskProgress(MigrationName migration, String taskId, String label, long done, long total)
            implements Progress {}
}
