package dev.dunlin.coordinator.rest;

import dev.dunlin.service.RestPlace;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;

/**
 * Takes the base path off every request before anything else sees it. A proxy that has done so
 * already is answered the same: both are asked for by their users, and only one can be tested for.
 */
@Singleton
final class BasePathStripping implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final String basePath;

    BasePathStripping(RestPlace place) {
        this.basePath = place.basePath();
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        if (!basePath.isEmpty()) {
            registry.register(new ForAll());
        }
        return registry;
    }

    private final class ForAll implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return new ForOne(channel);
        }
    }

    private final class ForOne implements NettyServerCustomizer {

        private final Channel channel;

        ForOne(Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
            return new ForOne(other);
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "base-path",
                            new Handler());
        }
    }

    /** The path without the base path, with its slash; others as they are. */
    static String stripped(String uri, String basePath) {
        if (!uri.startsWith(basePath)) {
            return uri;
        }
        String rest = uri.substring(basePath.length());
        if (rest.isEmpty() || rest.startsWith("?")) {
            return "/" + rest;
        }
        return rest.startsWith("/") ? rest : uri;
    }

    private final class Handler extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                var _ = request.setUri(stripped(request.uri(), basePath));
            }
            context.fireChannelRead(message);
        }
    }
}
