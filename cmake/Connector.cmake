# musubi_connector(NAME [LIBS library…]): the sources of this folder as build/connectors/NAME.so, which exports one symbol. They are
# compiled once, as connector_NAME_parts, for the plug-in and for its tests; what else belongs to them is added there.
function(musubi_connector name)
  cmake_parse_arguments(PLUGIN "" "" "LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  add_library(connector_${name}_parts OBJECT EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(connector_${name}_parts PRIVATE room_sdk room_text ${PLUGIN_LIBS})
  add_library(connector_${name} MODULE $<TARGET_OBJECTS:connector_${name}_parts>)
  target_link_libraries(connector_${name} PRIVATE room_sdk room_text ${PLUGIN_LIBS})
  target_link_options(connector_${name} PRIVATE
    -Wl,--version-script=${CMAKE_SOURCE_DIR}/core/sdk/connector.map
    $<$<STREQUAL:${MUSUBI_SANITIZE},>:-Wl,--no-undefined>)  # the sanitizers are linked to programs alone
  set_target_properties(connector_${name} PROPERTIES OUTPUT_NAME ${name} PREFIX ""
    LINK_DEPENDS ${CMAKE_SOURCE_DIR}/core/sdk/connector.map
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/connectors)
  install(TARGETS connector_${name} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/musubi/connectors)
endfunction()
