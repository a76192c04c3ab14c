package io.parallax.kernel.llvm;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// From a loop's form to code in memory: IR, object, address.
final class KernelBuilder {
  /// What a linked object takes beyond its own size: pages and LLVM's books.
  private static final long OVERHEAD_BYTES = 16 * 1024;

  /// What an operation takes on the heap in the form that the kernel is kept under.
  private static final long OPERATION_BYTES = 64;

  private final Host host;
  private final CompilerThreads compilers;
  private final Linkage linkage;
  private final Optional<ObjectStore> store;

  KernelBuilder(
      Host host, CompilerThreads compilers, Linkage linkage, Optional<ObjectStore> store) {
    this.host = host;
    this.compilers = compilers;
    this.linkage = linkage;
    this.store = store;
  }

  /// The module's text.
  String ir(LoopForm form) {
    return new LoopEmitter(form, new Vectors(LaneCount.of(form)), host.traits()).emit();
  }

  String assembly(LoopForm form) throws CompilationException {
    return compilers.submit(compiler -> compiler.assembly(ir(form)));
  }

  /// Runs on a compiler thread. No other code of this form may be linked.
  Code build(LoopForm form) throws CompilationException {
    long start = System.nanoTime();
    String ir = ir(form);
    String key = Digest.of(host.toString(), form.toString(), ir);
    String symbol = "kernel_" + key;
    Optional<byte[]> stored = store.flatMap(objects -> objects.read(key));
    byte[] object =
        stored.isPresent()
            ? stored.get()
            : compilers.with(
                compiler -> compiler.compile(ir.replace(LoopEmitter.SYMBOL, "@" + symbol)));
    Linkage.Linked linked = linkage.link(object);
    MemorySegment address;
    try {
      address = linkage.find(symbol);
    } catch (CompilationException e) {
      linkage.remove(linked);
      throw e;
    }
    if (stored.isEmpty()) {
      store.ifPresent(objects -> objects.write(key, object));
    }
    return new Code(
        address,
        linked,
        object.length + OVERHEAD_BYTES + OPERATION_BYTES * form.operations().size(),
        System.nanoTime() - start,
        stored.isPresent() ? Code.Origin.STORED : Code.Origin.COMPILED);
  }

  void discard(Code code) {
    linkage.remove(code.linked());
  }
}
