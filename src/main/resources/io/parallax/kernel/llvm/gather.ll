; Copies elements of $W bytes from a strided row to consecutive ones: count of them, at least 1, from a
; position in the row on. The plan is the row's rank, at least 1, and its extents; strides are in
; elements. The target has room for 7 elements more, which may be written.
define void @gather_$W(ptr %target, ptr %source, ptr %plan, ptr %strides, i64 %position, i64 %count) {
entry:
  %index = alloca [16 x i64]
  %rank = load i64, ptr %plan
  %extents = getelementptr i64, ptr %plan, i64 1
  %last = sub i64 %rank, 1
  %at.extent = getelementptr i64, ptr %extents, i64 %last
  %extent = load i64, ptr %at.extent
  %at.stride = getelementptr i64, ptr %strides, i64 %last
  %stride = load i64, ptr %at.stride
  br label %locate
locate:
  %d = phi i64 [ %last, %entry ], [ %d.next, %locate ]
  %left = phi i64 [ %position, %entry ], [ %left.next, %locate ]
  %sum = phi i64 [ 0, %entry ], [ %sum.next, %locate ]
  %at.e = getelementptr i64, ptr %extents, i64 %d
  %e = load i64, ptr %at.e
  %at.s = getelementptr i64, ptr %strides, i64 %d
  %s = load i64, ptr %at.s
  %i = urem i64 %left, %e
  %left.next = udiv i64 %left, %e
  %at.i = getelementptr i64, ptr %index, i64 %d
  store i64 %i, ptr %at.i
  %part = mul i64 %i, %s
  %sum.next = add i64 %sum, %part
  %d.next = sub i64 %d, 1
  %outermost = icmp eq i64 %d, 0
  br i1 %outermost, label %run, label %locate
run:
  %done = phi i64 [ 0, %locate ], [ %done.next, %carried ]
  %offset = phi i64 [ %sum.next, %locate ], [ %offset.next, %carried ]
  %at.inner = getelementptr i64, ptr %index, i64 %last
  %inner = load i64, ptr %at.inner
  %until = sub i64 %extent, %inner
  %missing = sub i64 %count, %done
  %length = call i64 @llvm.umin.i64(i64 %until, i64 %missing)
  %from = getelementptr $T, ptr %source, i64 %offset
  %to = getelementptr $T, ptr %target, i64 %done
  switch i64 %stride, label %strided [
    i64 0, label %repeated
    i64 1, label %contiguous
  ]
repeated:
  %one = load $T, ptr %from
  %first = insertelement <8 x $T> poison, $T %one, i64 0
  %all = shufflevector <8 x $T> %first, <8 x $T> poison, <8 x i32> zeroinitializer
  br label %repeated.step
repeated.step:
  %r = phi i64 [ 0, %repeated ], [ %r.next, %repeated.step ]
  %at.r = getelementptr $T, ptr %to, i64 %r
  store <8 x $T> %all, ptr %at.r, align $W
  %r.next = add i64 %r, 8
  %r.more = icmp ult i64 %r.next, %length
  br i1 %r.more, label %repeated.step, label %copied
contiguous:
  %whole = and i64 %length, -8
  %any.whole = icmp ne i64 %whole, 0
  br i1 %any.whole, label %contiguous.step, label %contiguous.end
contiguous.step:
  %c = phi i64 [ 0, %contiguous ], [ %c.next, %contiguous.step ]
  %at.c = getelementptr $T, ptr %from, i64 %c
  %eight = load <8 x $T>, ptr %at.c, align $W
  %to.c = getelementptr $T, ptr %to, i64 %c
  store <8 x $T> %eight, ptr %to.c, align $W
  %c.next = add i64 %c, 8
  %c.more = icmp ult i64 %c.next, %whole
  br i1 %c.more, label %contiguous.step, label %contiguous.end
contiguous.end:
  %any.rest = icmp ne i64 %whole, %length
  br i1 %any.rest, label %strided, label %copied
strided:
  %start = phi i64 [ 0, %run ], [ %whole, %contiguous.end ]
  br label %strided.step
strided.step:
  %k = phi i64 [ %start, %strided ], [ %k.next, %strided.step ]
  %away = mul i64 %k, %stride
  %at.k = getelementptr $T, ptr %from, i64 %away
  %element = load $T, ptr %at.k
  %to.k = getelementptr $T, ptr %to, i64 %k
  store $T %element, ptr %to.k
  %k.next = add i64 %k, 1
  %k.more = icmp ult i64 %k.next, %length
  br i1 %k.more, label %strided.step, label %copied
copied:
  %done.next = add i64 %done, %length
  %full = icmp eq i64 %done.next, %count
  br i1 %full, label %end, label %next
next:
  ; The run ended with the innermost extent: carry.
  %rewind = mul i64 %inner, %stride
  %offset.start = sub i64 %offset, %rewind
  store i64 0, ptr %at.inner
  br label %carry
carry:
  %o = phi i64 [ %last, %next ], [ %o.next, %wrap ]
  %base = phi i64 [ %offset.start, %next ], [ %base.next, %wrap ]
  %o.next = sub i64 %o, 1
  %at.o = getelementptr i64, ptr %index, i64 %o.next
  %old = load i64, ptr %at.o
  %new = add i64 %old, 1
  %at.oe = getelementptr i64, ptr %extents, i64 %o.next
  %oe = load i64, ptr %at.oe
  %at.os = getelementptr i64, ptr %strides, i64 %o.next
  %os = load i64, ptr %at.os
  %fits = icmp ult i64 %new, %oe
  br i1 %fits, label %carried, label %wrap
wrap:
  store i64 0, ptr %at.o
  %back = mul i64 %old, %os
  %base.next = sub i64 %base, %back
  br label %carry
carried:
  store i64 %new, ptr %at.o
  %offset.next = add i64 %base, %os
  br label %run
end:
  ret void
}
