# The same of the header that has the body of a pipeline that measures: the functions that users call, as of a name of weir's.
s/^namespace weir::inline WEIR_ABI::detail/namespace weir/
s/^}  \/\/ namespace weir::inline WEIR_ABI::detail/}/
/^    RecordingBody() :/,/~RecordingBody()/d
s/^protected:/private:/
