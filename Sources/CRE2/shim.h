// RE2 has a C++ interface only; CRE2Shim speaks to it.
