package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.Compiler;
import io.parallax.kernel.llvm.binding.Compiler.Passes;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.Form;
import io.parallax.kernel.llvm.emit.LaneCount;
import io.parallax.kernel.llvm.emit.LoopEmitter;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.kernel.llvm.emit.routine.RoutineEmitter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Compiles a form to a kernel in this process: intermediate language, object, image, and the
/// trials that prove its bits.
final class LlvmCompiler implements KernelCompiler {
  private final Compiler compiler;
  private final Host host;
  private final String version;
  private final Optional<ObjectStore> store;
  private final KernelImage runtime;
  private final KernelProof proof;
  private final RoutineProof routineProof;
  private final UnaryOperator<String> defect;

  LlvmCompiler(
      Compiler compiler, Host host, LlvmCompilers.Settings settings, UnaryOperator<String> defect)
      throws CompilationException {
    this.defect = defect;
    this.compiler = compiler;
    this.host = host;
    this.version = settings.version();
    this.store = settings.objects().map(folder -> new ObjectStore(folder, settings.objectCount()));
    this.runtime = ObjectLinker.link(compiler.compile(KernelRuntime.source()));
    this.proof = new KernelProof(runtime, settings.guarded());
    this.routineProof = new RoutineProof(runtime, settings.guarded());
  }

  @Override
  public String name() {
    return "llvm-" + host.cpu();
  }

  @Override
  public KernelImage runtime() {
    return runtime;
  }

  /// An object from a folder is tried like any other; if it fails, it is compiled as if the folder
  /// had not had it.
  @Override
  public Compiled compile(byte[] bytes) throws CompilationException {
    Form form = Form.of(bytes);
    String ir = ir(form);
    String key = key(bytes, ir);
    Optional<Compiled> restored = restored(form, key);
    if (restored.isPresent()) {
      return restored.get();
    }
    byte[] object = compiler.compile(ir, passes(form));
    KernelImage image = ObjectLinker.link(object);
    require(form, image);
    store.ifPresent(objects -> objects.write(key, object));
    return new Compiled(image, false);
  }

  private void require(Form form, KernelImage image) throws CompilationException {
    switch (form) {
      case LoopForm loop -> proof.require(loop, image);
      case RoutineForm routine -> routineProof.require(routine, image);
    }
  }

  private static Passes passes(Form form) {
    return switch (form) {
      case LoopForm _ -> Passes.VECTORS;
      case RoutineForm(_, RoutineForm.Mode mode) ->
          mode == RoutineForm.Mode.SCALAR ? Passes.ITEMS : Passes.LANES;
    };
  }

  private Optional<Compiled> restored(Form form, String key) {
    Optional<byte[]> object = store.flatMap(objects -> objects.read(key));
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try {
      KernelImage image = ObjectLinker.link(object.get());
      require(form, image);
      return Optional.of(new Compiled(image, true));
    } catch (CompilationException _) {
      return Optional.empty();
    }
  }

  @Override
  public NativeListing listing(byte[] bytes) throws CompilationException {
    Form form = Form.of(bytes);
    String ir = ir(form);
    return new NativeListing(ir, compiler.assembly(ir, passes(form)));
  }

  private String ir(Form form) {
    return defect.apply(
        switch (form) {
          case LoopForm loop ->
              new LoopEmitter(loop, new Vectors(LaneCount.of(loop)), host.traits()).emit();
          case RoutineForm routine -> RoutineEmitter.emit(routine, host.traits());
        });
  }

  /// The key of an object, a digest of everything that the object depends on: the form, the
  /// processor with LLVM's version, the service's version, and the intermediate language.
  private String key(byte[] form, String ir) {
    return Digest.of(host.toString(), version, new String(form, StandardCharsets.ISO_8859_1), ir);
  }

  @Override
  public void close() {
    proof.close();
    routineProof.close();
    compiler.close();
  }
}
