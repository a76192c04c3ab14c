package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.emit.Form;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The forms that cannot be compiled, with the reasons. Beyond a number of forms, or of operations
/// of all forms together, the forms requested longest ago are forgotten; a forgotten form would be
/// tried again. Not thread safe.
final class RefusedForms {
  /// The most forms.
  static final int FORMS = 1_024;

  /// The most operations of all forms together: some 16 MB on the heap.
  static final int OPERATIONS = 262_144;

  /// The forms in the order of last use.
  private final Map<Form, CachedKernel> forms = new LinkedHashMap<>(16, 0.75f, true);

  private int operations;

  Optional<CachedKernel> find(Form form) {
    return forms.isEmpty() ? Optional.empty() : Optional.ofNullable(forms.get(form));
  }

  void add(CachedKernel kernel) {
    if (forms.put(kernel.form(), kernel) == null) {
      operations += kernel.form().operationCount();
    }
    Iterator<Form> oldest = forms.keySet().iterator();
    while (forms.size() > FORMS || operations > OPERATIONS) {
      operations -= oldest.next().operationCount();
      oldest.remove();
    }
  }
}
