package fr.pli.tls;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import tlschannel.BufferAllocator;

/**
 * Direct buffers that are used again: connections hold some only while they talk. What lies unused is bounded; beyond that the
 * collector frees it. (The allocator of tls-channel frees through sun.misc.Unsafe.)
 */
final class DirectBuffers implements BufferAllocator {

    /** For all connections of this process. */
    static final DirectBuffers SHARED = new DirectBuffers(16L * 1024 * 1024);

    private final Map<Integer, Queue<ByteBuffer>> unused = new ConcurrentHashMap<>();
    private final AtomicLong unusedOctets = new AtomicLong();
    private final long most;

    /** @param most octets to keep unused */
    DirectBuffers(long most) {
        this.most = most;
    }

    @Override
    public ByteBuffer allocate(int size) {
        ByteBuffer buffer = unused(size).poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(size);
        }
        unusedOctets.addAndGet(-size);
        return buffer.clear();
    }

    @Override
    public void free(ByteBuffer buffer) {
        int size = buffer.capacity();
        if (unusedOctets.addAndGet(size) <= most) {
            unused(size).add(buffer);
        } else {
            unusedOctets.addAndGet(-size);
        }
    }

    private Queue<ByteBuffer> unused(int size) {
        return unused.computeIfAbsent(size, any -> new ConcurrentLinkedQueue<>());
    }
}
