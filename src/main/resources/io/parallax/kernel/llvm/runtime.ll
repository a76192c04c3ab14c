; What kernels call where a loop over single elements is enough: compiled once, with gather.ll.

; Floor division of int64, element by element, into the first operand. 0 by 0.
define void @floor_divide(ptr %left, ptr %right, i64 %count, ptr %runtime) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %end ]
  %at.left = getelementptr i64, ptr %left, i64 %i
  %at.right = getelementptr i64, ptr %right, i64 %i
  %a = load i64, ptr %at.left
  %b = load i64, ptr %at.right
  ; The smallest by -1 traps, as 0 does.
  %zero = icmp eq i64 %b, 0
  %minus = icmp eq i64 %b, -1
  %special = or i1 %zero, %minus
  br i1 %special, label %simple, label %divide
simple:
  %negated = sub i64 0, %a
  %easy = select i1 %zero, i64 0, i64 %negated
  br label %end
divide:
  %quotient = sdiv i64 %a, %b
  %product = mul i64 %quotient, %b
  %rest = sub i64 %a, %product
  %signs = xor i64 %rest, %b
  %differ = icmp slt i64 %signs, 0
  %inexact = icmp ne i64 %rest, 0
  %down = and i1 %differ, %inexact
  %one = zext i1 %down to i64
  %floor = sub i64 %quotient, %one
  br label %end
end:
  %result = phi i64 [ %easy, %simple ], [ %floor, %divide ]
  store i64 %result, ptr %at.left
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %count
  br i1 %more, label %loop, label %done
done:
  ret void
}

; Floor modulo of int64, element by element, into the first operand. 0 by 0.
define void @floor_modulo(ptr %left, ptr %right, i64 %count, ptr %runtime) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %end ]
  %at.left = getelementptr i64, ptr %left, i64 %i
  %at.right = getelementptr i64, ptr %right, i64 %i
  %a = load i64, ptr %at.left
  %b = load i64, ptr %at.right
  %zero = icmp eq i64 %b, 0
  %minus = icmp eq i64 %b, -1
  %special = or i1 %zero, %minus
  br i1 %special, label %end, label %divide
divide:
  %rest = srem i64 %a, %b
  %signs = xor i64 %rest, %b
  %differ = icmp slt i64 %signs, 0
  %inexact = icmp ne i64 %rest, 0
  %down = and i1 %differ, %inexact
  %moved = add i64 %rest, %b
  %modulo = select i1 %down, i64 %moved, i64 %rest
  br label %end
end:
  %result = phi i64 [ 0, %loop ], [ %modulo, %divide ]
  store i64 %result, ptr %at.left
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %count
  br i1 %more, label %loop, label %done
done:
  ret void
}

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
