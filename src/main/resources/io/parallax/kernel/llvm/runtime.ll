; What kernels call where a loop over single elements is enough: compiled once, with gather.ll.

; The remainder of float64, element by element, into the first operand: C's fmod, which is exact.
define void @remainder(ptr %left, ptr %right, i64 %count, ptr %runtime) {
entry:
  %at.fmod = getelementptr ptr, ptr %runtime, i64 $FMOD
  %fmod = load ptr, ptr %at.fmod
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %at.left = getelementptr double, ptr %left, i64 %i
  %at.right = getelementptr double, ptr %right, i64 %i
  %a = load double, ptr %at.left
  %b = load double, ptr %at.right
  %rest = call double %fmod(double %a, double %b)
  store double %rest, ptr %at.left
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %count
  br i1 %more, label %loop, label %done
done:
  ret void
}

declare i64 @llvm.umin.i64(i64, i64)
