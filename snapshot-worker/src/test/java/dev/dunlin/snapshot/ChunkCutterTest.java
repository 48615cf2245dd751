package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.ChunkRange.Keys;
import dev.dunlin.protocol.ChunkRange.OpenPages;
import dev.dunlin.protocol.ChunkRange.Pages;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkCutterTest {

    @ParameterizedTest
    @CsvSource({"2,2", "7,3", "1000003,17", "5,5"})
    void pagesFollowEachOtherWithoutGap(long pages, int count) {
        List<ChunkRange> ranges = ChunkCutter.byPages(pages, count);

        assertThat(ranges).hasSize(count);
        long next = 0;
        for (ChunkRange range : ranges.subList(0, count - 1)) {
            Pages cut = (Pages) range;
            assertThat(cut.firstPage()).isEqualTo(next);
            assertThat(cut.endPage()).isGreaterThan(next);
            next = cut.endPage();
        }
        assertThat(ranges.getLast()).isEqualTo(new OpenPages(next));
    }

    @ParameterizedTest
    @CsvSource({
        "1,100,4",
        "0,2,10",
        "5,5,3",
        "-9223372036854775808,9223372036854775807,8",
        "9223372036854775806,9223372036854775807,4"
    })
    void keysCoverEveryLongOnce(long least, long greatest, int count) {
        List<ChunkRange> ranges = ChunkCutter.byKey("id", least, greatest, count);

        assertThat(ranges).hasSizeBetween(1, count);
        assertThat(((Keys) ranges.getFirst()).first()).isEqualTo(Long.MIN_VALUE);
        assertThat(((Keys) ranges.getLast()).end()).isEqualTo(Long.MAX_VALUE);
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(((Keys) ranges.get(i)).first()).isEqualTo(((Keys) ranges.get(i - 1)).end());
            assertThat(((Keys) ranges.get(i)).first()).isGreaterThan(least);
        }
    }
}
