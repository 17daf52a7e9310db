# What the plug-ins of this folder share when they are built.

# musubi_text(NAME FILE VARIABLE): a file of this folder as the text VARIABLE in the header VARIABLE.hpp.
function(musubi_text name path variable)
  set(file ${CMAKE_CURRENT_SOURCE_DIR}/${path})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${variable}.hpp @ONLY CONTENT
"#pragma once
inline constexpr char @variable@[] = R\"text(@text@)text\";
")
  target_include_directories(connector_${name}_parts PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()

# musubi_schema(NAME): config.schema.json of this folder as the text `config_schema` in the header config_schema.hpp.
function(musubi_schema name)
  musubi_text(${name} config.schema.json config_schema)
endfunction()

# musubi_connector_tests(NAME [LIBS library…]): unit_connector_NAME from tests/unit/connectors/NAME and the plug-in's own parts.
function(musubi_connector_tests name)
  cmake_parse_arguments(TESTS "" "" "LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/connectors/${name}/*.cpp)
  add_executable(unit_connector_${name} EXCLUDE_FROM_ALL ${sources} $<TARGET_OBJECTS:connector_${name}_parts>)
  target_include_directories(unit_connector_${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
  target_link_libraries(unit_connector_${name} PRIVATE room_sdk room_text ${TESTS_LIBS} GTest::gtest_main)
  musubi_test_code(unit_connector_${name})
  set_target_properties(unit_connector_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  set_property(GLOBAL APPEND PROPERTY MUSUBI_TESTS unit_connector_${name})
  add_test(NAME unit.connector_${name} COMMAND unit_connector_${name})
  set_tests_properties(unit.connector_${name} PROPERTIES LABELS quick
    ENVIRONMENT "MUSUBI_SOURCE=${CMAKE_SOURCE_DIR};MUSUBI_BUILD=${CMAKE_BINARY_DIR}")
endfunction()

# musubi_mappings(NAME pattern…): the delivered mappings of that name are tested as mappings.NAME and installed.
function(musubi_mappings name)
  list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/mappings/)
  file(GLOB mappings CONFIGURE_DEPENDS ${ARGN})
  add_test(NAME mappings.${name} COMMAND musubi mapping test ${mappings})
  set_tests_properties(mappings.${name} PROPERTIES LABELS normal)
  install(FILES ${mappings} DESTINATION ${CMAKE_INSTALL_DATADIR}/musubi/mappings)
endfunction()
