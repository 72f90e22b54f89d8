//! AWS Sign-In: phases, request context, layers and decisions.
