alarm-parked =
    ⚠️ A step failed several times and was put aside.
    Code { $code }, person { $person }. The log tells more.
retry-begun = Trying it again
retry-none = That step was dealt with already
