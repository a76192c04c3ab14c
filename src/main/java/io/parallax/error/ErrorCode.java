package io.parallax.error;

/// The kind of a failure. The slug is the end of the problem's `type` address and never changes.
/// Title and advice are shown on the page at this address.
public enum ErrorCode {
  MALFORMED_BODY(
      Category.SYNTAX,
      "malformed-body",
      "The body is not well-formed",
      "Send one JSON object: no trailing text, no duplicate keys, valid UTF-8."),
  UNSUPPORTED_MEDIA_TYPE(
      Category.FORMAT,
      "unsupported-media-type",
      "The body is in a form this address does not read",
      "The problem's text lists what is read: formats by Content-Type, text in UTF-8, and"
          + " Content-Encoding gzip or zstd."),
  UNKNOWN_FIELD(
      Category.SYNTAX,
      "unknown-field",
      "The body has a field this operation does not know",
      "Check the spelling; the problem's pointer names the field and its text the known ones."),
  INVALID_SYNTAX(
      Category.SYNTAX,
      "invalid-syntax",
      "The expression cannot be parsed",
      "The caret shows where reading stopped. The language is Python's arithmetic: see"
          + " GET /v1/functions."),
  UNKNOWN_NAME(
      Category.SEMANTICS,
      "unknown-name",
      "The expression uses a name that is not defined",
      "Names are the keys of \"inputs\", the functions and the constants pi, e, inf, nan."),
  TYPE_MISMATCH(
      Category.SEMANTICS,
      "type-mismatch",
      "An operation does not accept these types",
      "Cast an operand, for example float64(x), or choose another operation."),
  SHAPE_MISMATCH(
      Category.SEMANTICS,
      "shape-mismatch",
      "Shapes cannot be broadcast together",
      "Extents must be equal or 1, aligned at the last dimension, as in NumPy."),
  INVALID_ARGUMENT(
      Category.SEMANTICS,
      "invalid-argument",
      "An argument is not acceptable",
      "The problem's text names the argument and what it accepts."),
  INVALID_INPUT(
      Category.SEMANTICS,
      "invalid-input",
      "An input array is not acceptable",
      "Arrays are rectangular and of one type, integers without null; the pointer names the first"
          + " bad element."),
  ARITHMETIC_FAULT(
      Category.SEMANTICS,
      "arithmetic-fault",
      "An integer operation has no result",
      "Integers cannot be divided by zero, raised to a negative power or shifted by a negative"
          + " count; use the value only where it exists, for example where(b != 0, a // b, 0). A"
          + " value that does not fit its integer type fails as well: declare the input float64, or"
          + " set options.overflow to \"wrap\"."),
  INDEX_FAULT(
      Category.SEMANTICS,
      "index-fault",
      "A function reads outside an array",
      "An index is 0 to n - 1, or -n to -1 from the end; the problem's text names the item, and the"
          + " position the place in the function."),
  ITERATION_LIMIT(
      Category.SEMANTICS,
      "iteration-limit",
      "An item of a function makes too many iterations",
      "If the loop ends, raise options.maxIterations up to the limit; the problem's text names the"
          + " item, and the position the loop."),
  EMPTY_REDUCTION(
      Category.SEMANTICS,
      "empty-reduction",
      "A reduction over no elements has no result",
      "min, max, ptp, argmin and argmax need at least one element, nanargmin and nanargmax one"
          + " that is not NaN."),
  URL_REFUSED(
      Category.SEMANTICS,
      "url-refused",
      "The address of an input is not fetched",
      "Inputs are fetched over http and https from the hosts that the operator lists"
          + " (parallax.urls.hosts), which are none by default, and never from private networks."
          + " Send the array, or upload it as a dataset."),
  URL_FAILED(
      Category.SOURCE,
      "url-failed",
      "An input could not be fetched",
      "The host of the address is at fault or cannot be reached; the problem's text says what it"
          + " answered. Repeat the request if that may pass."),
  UNKNOWN_DATASET(
      Category.ABSENCE,
      "unknown-dataset",
      "There is no such dataset",
      "GET /v1/datasets lists those there are. A dataset goes when it is deleted and when its time"
          + " (expiresAt) is over; sending the same content again gives the same id."),
  UNKNOWN_COLUMN(
      Category.SEMANTICS,
      "unknown-column",
      "The dataset has no such column",
      "GET /v1/datasets/{id} lists the columns of a dataset."),
  DATASET_QUOTA(
      Category.SIZE,
      "dataset-quota",
      "There is no room for the dataset",
      "Nothing of it was kept. Delete datasets that are not needed any more; datasetBytes in GET"
          + " /v1/limits is the room for all of them."),
  DATASET_DAMAGED(
      Category.INTERNAL,
      "dataset-damaged",
      "A file of the dataset is not what was stored",
      "Send the dataset again: this replaces the damaged file. Nothing was computed with it."),
  UNKNOWN_STRATEGY(
      Category.SEMANTICS,
      "unknown-strategy",
      "No such strategy is available",
      "GET /v1/strategies lists the names and why one is unavailable."),
  KERNEL_REFUSED(
      Category.SEMANTICS,
      "kernel-refused",
      "There is no native kernel for this expression",
      "Leave options.strategy to \"auto\" or name another: the result is the same. The problem's"
          + " text says why there is none."),
  TOO_LARGE(
      Category.SIZE,
      "too-large",
      "The request exceeds a limit",
      "GET /v1/limits shows every limit; nothing was allocated."),
  MEMORY_EXHAUSTED(
      Category.CAPACITY,
      "memory-exhausted",
      "The memory for this request is in use by others",
      "Repeat after the time in Retry-After."),
  OVERLOADED(
      Category.CAPACITY,
      "overloaded",
      "The service has no place for the request now",
      "Repeat after the time in Retry-After."),
  DEADLINE_EXCEEDED(
      Category.DEADLINE,
      "deadline-exceeded",
      "The request did not finish in its time",
      "Raise options.timeoutMs up to the limit, or send less work."),
  CANCELLED(
      Category.CANCELLATION,
      "cancelled",
      "The request was given up",
      "DELETE /v1/requests/{id} does that, and so does a client that ends its half of the"
          + " connection before it has the answer."),
  WORKER_CRASHED(
      Category.INTERNAL,
      "worker-crashed",
      "The worker processes that ran the request ended",
      "Nothing else was harmed. Repeat it once; if that fails too, name another strategy, and"
          + " report it with the request id."),
  INTERNAL(
      Category.INTERNAL,
      "internal",
      "The service failed",
      "Report it with the request id; the same request may work again.");

  /// The party that can correct the failure. The category decides the family of the HTTP status.
  public enum Category {
    /// The caller sent a request in a format that is not read.
    FORMAT,
    /// The caller sent a request that cannot be read.
    SYNTAX,
    /// The caller sent a request that can be read but not be done.
    SEMANTICS,
    /// The caller names something that does not exist, or not any more.
    ABSENCE,
    /// The caller asks for more than any request may have.
    SIZE,
    /// The service is full at the moment.
    CAPACITY,
    /// Something that the caller names elsewhere cannot be had.
    SOURCE,
    /// Time ran out.
    DEADLINE,
    /// The caller does not want the answer any more.
    CANCELLATION,
    /// The service is at fault.
    INTERNAL
  }

  /// What the addresses of the pages begin with.
  public static final String PAGES = "/v1/problems/";

  private final Category category;
  private final String slug;
  private final String title;
  private final String advice;

  ErrorCode(Category category, String slug, String title, String advice) {
    this.category = category;
    this.slug = slug;
    this.title = title;
    this.advice = advice;
  }

  public Category category() {
    return category;
  }

  public String slug() {
    return slug;
  }

  /// The address of the page about it, which is the `type` of a problem.
  public String address() {
    return PAGES + slug;
  }

  public String title() {
    return title;
  }

  public String advice() {
    return advice;
  }
}
