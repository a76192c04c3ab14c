package io.parallax.recent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.compute.ComputeResult;
import io.parallax.error.ComputeException;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The store of recent results, by the digests of their requests. The result that was not used for
/// the longest time is dropped first, where there are too many, where they take too much memory,
/// and where a request needs the memory. Thread safe.
@Component
public final class RecentResults implements AutoCloseable {
  /// A single result takes at most the memory of all divided by this number.
  private static final int PART = 8;

  private final boolean isEnabled;
  private final int mostEntries;
  private final long mostBytes;
  private final MemoryBudget memory;
  private final Counter hits;
  private final Counter misses;
  private final LinkedHashMap<String, RecentResult> results = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  RecentResults(RecentProperties properties, MemoryBudget memory, MeterRegistry registry) {
    this.isEnabled = properties.enabled();
    this.mostEntries = properties.entries();
    this.mostBytes = properties.bytes(memory.limitBytes());
    this.memory = memory;
    this.hits = counter(registry, "hit");
    this.misses = counter(registry, "miss");
    Gauge.builder("parallax.recent.memory", this, RecentResults::bytes)
        .description("Memory of the results of recent requests")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("parallax.recent.results", this, RecentResults::count)
        .description("Results of recent requests")
        .register(registry);
    memory.whenExhausted(this::clear);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("parallax.recent.requests")
        .description("Requests that were looked for among recent ones")
        .tag("outcome", outcome)
        .register(registry);
  }

  /// The most results.
  public int mostEntries() {
    return mostEntries;
  }

  /// The most memory of all results.
  public long mostBytes() {
    return mostBytes;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized int count() {
    return results.size();
  }

  /// A stored result while it is used; its arrays live until it is closed.
  public static final class Use implements AutoCloseable {
    private final RecentResult used;

    private Use(RecentResult used) {
      this.used = used;
    }

    public ComputeResult result() {
      return used.result();
    }

    @Override
    public void close() {
      used.release();
    }
  }

  /// The result of an equal request.
  ///
  /// @param digest of [io.parallax.compute.CanonicalRequest]
  public Optional<Use> find(String digest) {
    if (!isEnabled) {
      return Optional.empty();
    }
    @Nullable RecentResult found;
    synchronized (this) {
      found = results.get(digest);
      if (found != null && !found.acquire()) {
        found = null;
      }
    }
    (found == null ? misses : hits).increment();
    return Optional.ofNullable(found).map(Use::new);
  }

  /// Copies a result into the store, unless it is too large, has results without a value, or there
  /// is no memory for it.
  public void add(String digest, ComputeResult result) {
    long charged = RecentResult.chargedBytes(result);
    if (!isEnabled || charged > mostBytes / PART || !result.missing().isEmpty()) {
      return;
    }
    makeRoom(mostEntries - 1, mostBytes - charged);
    Reservation reservation;
    try {
      reservation = memory.reserve(charged);
    } catch (ComputeException full) {
      return;
    }
    RecentResult added = RecentResult.copy(result, reservation);
    @Nullable RecentResult replaced;
    synchronized (this) {
      replaced = results.put(digest, added);
      bytes += added.bytes() - (replaced == null ? 0 : replaced.bytes());
    }
    if (replaced != null) {
      replaced.release();
    }
    makeRoom(mostEntries, mostBytes);
  }

  private void clear() {
    makeRoom(0, 0);
  }

  /// Drops results until no more are left than these.
  private void makeRoom(int keptEntries, long keptBytes) {
    List<RecentResult> dropped = new ArrayList<>();
    synchronized (this) {
      Iterator<Map.Entry<String, RecentResult>> oldest = results.entrySet().iterator();
      while (oldest.hasNext() && (results.size() > keptEntries || bytes > keptBytes)) {
        RecentResult result = oldest.next().getValue();
        oldest.remove();
        bytes -= result.bytes();
        dropped.add(result);
      }
    }
    dropped.forEach(RecentResult::release);
  }

  @Override
  public void close() {
    clear();
  }
}
