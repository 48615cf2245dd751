package dev.dunlin.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;

/** The cluster's metadata as it lies on disk, as soon as the controller has read all of it. */
final class FirstImage implements MetadataPublisher {
    private final CompletableFuture<MetadataImage> image = new CompletableFuture<>();

    MetadataImage get() throws Exception {
        return image.get(30, TimeUnit.SECONDS);
    }

    @Override
    public String name() {
        return "FirstImage";
    }

    @Override
    public void onMetadataUpdate(
            MetadataDelta delta, MetadataImage newImage, LoaderManifest manifest) {
        image.complete(newImage);
    }

    @Override
    public void close() {}
}
