// better-sqlite3 13 keeps strings in Node-API references, which Node-API before 10 allows for objects, functions and symbols only.
// Included before its sources when they are compiled for the stand-in: a value that is no object travels in a tagged holder object.
#pragma once
#ifdef __cplusplus
#include <node_api.h>

namespace mxm_references {

static const napi_type_tag holder_tag = {0x6d786d2d686f6c64ULL, 0x65722d6e61706938ULL};

inline bool is_plain(napi_env env, napi_value value) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) != napi_ok) return false;
  return type != napi_object && type != napi_function && type != napi_external && type != napi_symbol;
}

inline napi_status create(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  if (!is_plain(env, value)) return ::napi_create_reference(env, value, count, result);
  napi_value holder;
  napi_status status = napi_create_object(env, &holder);
  if (status == napi_ok) status = napi_type_tag_object(env, holder, &holder_tag);
  if (status == napi_ok) status = napi_set_named_property(env, holder, "value", value);
  // Nothing else holds the holder: a weak reference to it would be empty at once.
  if (status == napi_ok) status = ::napi_create_reference(env, holder, count == 0 ? 1 : count, result);
  return status;
}

inline napi_status get(napi_env env, napi_ref ref, napi_value* result) {
  napi_status status = ::napi_get_reference_value(env, ref, result);
  if (status != napi_ok || *result == nullptr || is_plain(env, *result)) return status;
  napi_valuetype type;
  if (napi_typeof(env, *result, &type) != napi_ok || type != napi_object) return napi_ok;
  bool held = false;
  status = napi_check_object_type_tag(env, *result, &holder_tag, &held);
  if (status != napi_ok || !held) return status;
  return napi_get_named_property(env, *result, "value", result);
}

}  // namespace mxm_references

#define napi_create_reference mxm_references::create
#define napi_get_reference_value mxm_references::get
#endif
